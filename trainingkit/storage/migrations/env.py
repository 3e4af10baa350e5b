"""What Alembic runs for each command: comes in the connection that `migrating` opened, goes out the steps, run on it.

Refuses to open a connection by itself: a migration is one transaction, and `migrating` begins it.
"""

from alembic import context

from trainingkit.storage.migrating import options_for

context.configure(connection=context.config.attributes["connection"], **options_for())
context.run_migrations()
