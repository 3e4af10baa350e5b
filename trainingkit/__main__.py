"""`python -m trainingkit`: the command line."""

from trainingkit.cli import main

if __name__ == "__main__":
    main()
