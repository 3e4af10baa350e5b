"""Documents as values: one part of every kind, one block of every type, in Spanish and in English.

All of it is invented. `every_part(language)` is the whole; `one_part(kind)` a document of a single part.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.picturefiles import picture_file
from trainingkit.domain import document as doc
from trainingkit.domain.document import PartKind, Prose, Section
from trainingkit.rendering import pictures

Say = Callable[[str, str], str]
"""Spanish or English, as the document wants."""

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 50"><rect x="4" y="10" width="60" height="36" fill="none"'
    ' stroke="#000" stroke-width="1.5"/><path d="M4 10L34 2L64 10" fill="none" stroke="#000" stroke-width="1.5"/>'
    '<rect x="28" y="26" width="12" height="20" fill="#000"/><circle cx="92" cy="24" r="7"/><path d="M92 31v15"'
    ' stroke="#000" stroke-width="2"/></svg>'
)


def _spanish(spanish: str, _english: str) -> str:
    return spanish


def _english(_spanish: str, english: str) -> str:
    return english


def say_in(language: str) -> Say:
    return _english if language == "en" else _spanish


def strip(say: Say) -> tuple[doc.StripItem, ...]:
    return (
        doc.StripItem("clock", say("90 minutos", "90 minutes"), say("en total", "in total")),
        doc.StripItem("users-three", say("8 a 24", "8 to 24"), say("personas", "people")),
        doc.StripItem("flag", say("4 grupos", "4 groups"), say("y 2 observadoras", "and 2 observers")),
        doc.StripItem("package", say("Tarjetas", "Cards"), say("y hojas de papel", "and role sheets")),
    )


def fiction(say: Say) -> str:
    return say(
        "Caso inventado para practicar. No describe a ninguna empresa real.",
        "An invented case for practice. It describes no real company.",
    )


# ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


LOGO = pictures.shrink(picture_file((300, 120), "PNG"))[0]
"""Dark red on a light ground, as many logos are."""


def cover(say: Say) -> doc.Part:
    head = doc.Masthead(
        say("Cuaderno", "Workbook"),
        say("Hablar con las marcas", "Talking with brands"),
        say("Un taller de tres días para trabajadoras de maquila y quienes las acompañan.", "A three-day workshop."),
        strip=strip(say),
    )
    credit = say(
        "Reconstrucción; quienes la inspiraron no la avalan.", "A reconstruction; its origin does not endorse it."
    )
    return doc.Part(
        PartKind.COVER,
        "SS-0",
        head,
        (Section(blocks=(Prose(credit), doc.Picture(LOGO, "Costuras Unidas"))),),
        restart=True,
    )


def contents(say: Say) -> doc.Part:
    head = doc.Masthead(say("Índice", "Contents"), say("Lo que trae", "What is inside"), icon="list-numbers")
    return doc.Part(PartKind.CHAPTER, "SS-I", head, (Section(blocks=(doc.Contents(""),)),), restart=True)


def case(say: Say) -> doc.Part:
    head = doc.Masthead(
        say("Caso", "Case"),
        say("La fábrica que cerró un viernes", "The factory that closed on a Friday"),
        say(
            "Un taller de costura cierra sin pagar. Las trabajadoras le escriben a la marca que compraba la ropa.",
            "A sewing workshop closes without paying. The workers write to the brand that bought the clothes.",
        ),
        numeral="3",
        strip=strip(say),
    )
    return doc.Part(
        PartKind.CASE,
        "SS-C3",
        head,
        (_story(say), _people(say), _timeline(say), _questions(say)),
        notice=fiction(say),
        restart=True,
        pages=2,
        anchor="case-3",
    )


def _story(say: Say) -> Section:
    lead = say(
        "Costuras del Valle cosía camisetas para una marca extranjera, NorteModa. Allí trabajaban 312 personas. Ocho de"
        " cada diez eran mujeres.",
        "Costuras del Valle sewed T-shirts for a foreign brand, NorteModa. 312 people worked there. Eight in every ten"
        " were women.",
    )
    friday = say(
        "El viernes 14 de marzo, al salir del turno, encontraron un papel en la puerta. Nadie había avisado. Les debían"
        " dos semanas de sueldo y **toda la liquidación**.",
        "On Friday 14 March, at the end of the shift, they found a paper on the gate. Nobody had warned them. They were"
        " owed two weeks’ wages and **all their severance pay**.",
    )
    notice = doc.Exhibit(
        "notice",
        "",
        say("Aviso", "Notice"),
        blocks=(Prose(say("La empresa cierra desde hoy.", "The company closes as of today.")),),
    )
    monday = say(
        "El lunes, un grupo formó un comité. Unas compañeras cuidan la puerta para que nadie saque las máquinas.",
        "On Monday a group formed a committee. Some guard the gate at night so that nobody takes the machines.",
    )
    terms = doc.Items(
        (
            (
                say("Liquidación", "Severance pay"),
                say("El dinero que se debe pagar cuando termina el trabajo.", "Money owed when a job ends."),
            ),
            (
                say("Marca", "Brand"),
                say("La empresa que pone su nombre en la ropa.", "The company that puts its name on clothes."),
            ),
        ),
        "term",
    )
    hint = Prose(say("Una persona puede leer en voz alta.", "One person can read aloud."), "small")
    return Section(
        say("Lo que todas saben", "What everyone knows"),
        "book-open",
        (Prose(lead, "lead"), Prose(friday), notice, Prose(monday)),
        (hint, terms),
    )


def _people(say: Say) -> Section:
    people = say(
        "**Maribel Xol,** 38 años, costurera. Habla por el comité.\n\n**Óscar Robles,** gerente. Dice que él también"
        " perdió su empleo.\n\n**Karin Lind,** responsable de proveedores de NorteModa. Vive en otro país.",
        "**Maribel Xol,** 38, a machinist. She speaks for the committee.\n\n**Óscar Robles,** manager. He says he lost"
        " his job too.\n\n**Karin Lind,** in charge of suppliers at NorteModa. She lives in another country.",
    )
    return Section(say("Las personas", "The people"), "users-three", (Prose(people, "box"),), keep=True)


def _timeline(say: Say) -> Section:
    rows = (
        (
            say("Enero", "January"),
            say("NorteModa baja el precio de cada camiseta un 9 %.", "NorteModa cuts the price by 9%."),
        ),
        (
            say("20 de febrero", "20 February"),
            say("La fábrica deja de pagar el seguro.", "The factory stops paying insurance."),
        ),
        (
            say("14 de marzo", "14 March"),
            say("Cierra sin avisar. Debe dos semanas y la liquidación.", "It closes without warning."),
        ),
        (
            say("28 de marzo", "28 March"),
            say("NorteModa contesta: «revisará la información».", "NorteModa answers: it “will review”."),
        ),
    )
    columns = (doc.Column(say("Fecha", "Date"), 3), doc.Column(say("Qué pasó", "What happened"), 7))
    return Section(
        say("Qué pasó y cuándo", "What happened, and when"), "calendar", (doc.Grid(columns, rows),), keep=True
    )


def _questions(say: Say) -> Section:
    return Section(
        say("Para pensar", "To think about"),
        "chats-circle",
        (
            doc.Lines(
                4, say("¿Quién tiene poder para resolver esto? ¿Por qué?", "Who has the power to solve this? Why?"), 1
            ),
            doc.Lines(
                4, say("¿Qué puede pedir el comité que la marca sí pueda dar?", "What can the committee ask for?"), 2
            ),
            doc.Lines(3, say("¿Qué pruebas tenemos? ¿Qué nos falta?", "What proof do we have? What is missing?"), 3),
        ),
        (
            Prose(
                say("Primero sola. Después, en su grupo. Dibujar también vale.", "First alone. Then together."), "small"
            ),
        ),
    )


def handout(say: Say) -> doc.Part:
    rule = say(
        "La empresa con cien o más personas debe tener una sala.", "A company of a hundred or more must have a room."
    )
    advice = say(
        "Las leyes cambian. Pregunte a una abogada laboral o a su sindicato.", "Laws change. Ask a labour lawyer."
    )
    law = doc.Statement(
        say("Sala cuna", "Child care"),
        rule,
        say("Ley inventada, art. 7", "Invented law, art. 7"),
        say("Al 3 de mayo", "As of 3 May"),
        advice,
        trusted=True,
    )
    doubt = doc.Statement(
        say("Bono de transporte", "Transport allowance"),
        "",
        "",
        "",
        say("No pudimos confirmar esta regla.", "We could not confirm this rule."),
        trusted=False,
    )
    steps = doc.Items(
        tuple(
            ("", say(f"Paso {n}: junte los **papeles** de la casa.", f"Step {n}: gather the **papers**."))
            for n in (1, 2, 3)
        ),
        "number",
    )
    picture = doc.Figure(
        DRAWING,
        say("Una casa y un árbol.", "A house and a tree."),
        (("1", say("La puerta", "The gate")), ("2", say("El árbol", "The tree"))),
        say("Dibujo: el equipo", "Drawing: the team"),
    )
    return doc.Part(
        PartKind.HANDOUT,
        "SS-H1",
        doc.Masthead(say("Hoja", "Handout"), say("¿Qué es una auditoría?", "What is an audit?"), icon="book-open"),
        (
            Section(
                blocks=(
                    Prose(
                        say(
                            "Una auditoría es una visita para revisar si la fábrica cumple.",
                            "An audit is a visit that checks.",
                        ),
                        "lead",
                    ),
                    Prose(
                        say(
                            "Mire [la guía](https://example.org/guia) antes de ir.",
                            "See [the guide](https://example.org/guide) first.",
                        )
                    ),
                    law,
                    doubt,
                    steps,
                    Prose(
                        say("Nadie puede obligarla a dar su nombre.", "Nobody can make you give your name."), "warning"
                    ),
                    Prose(
                        say("«Gracias por venir. ¿Quién decide hoy?»", "“Thank you for coming. Who decides today?”"),
                        "quote",
                    ),
                    picture,
                    Prose(
                        "We will review the information." if say("s", "e") == "s" else "Revisaremos la información.",
                        "small",
                        "en" if say("s", "e") == "s" else "es",
                    ),
                )
            ),
        ),
        notice=say("Puede copiarla y compartirla.", "You may copy and share it."),
        restart=True,
    )


def worksheet(say: Say) -> doc.Part:
    columns = tuple(
        doc.Column(title)
        for title in (say("Quién", "Who"), say("Qué arriesga", "What is at risk"), say("Qué hacemos", "What we do"))
    )
    return doc.Part(
        PartKind.WORKSHEET,
        "SS-W2",
        doc.Masthead(
            say("Evaluación", "Evaluation"),
            say("Antes de irnos", "Before we leave"),
            say("No hace falta poner su nombre.", "No name needed."),
            icon="list-checks",
            strip=strip(say),
        ),
        (
            Section(
                blocks=(
                    doc.Faces(
                        say("Marque una cara en cada renglón", "Mark one face on each line"),
                        (say("Entendí el caso.", "I understood."), say("Pude hablar cuando quise.", "I could speak.")),
                        (say("No", "No"), say("Más o menos", "So-so"), say("Sí", "Yes")),
                    ),
                    doc.Faces(
                        say("Del 1 al 5", "From 1 to 5"),
                        (say("Me sentí respetada.", "I felt respected."),),
                        ("1", "2", "3", "4", "5"),
                        "scale",
                    ),
                    doc.Options(
                        say("¿Qué decidimos?", "What did we decide?"),
                        (say("Negociar", "Negotiate"), say("Esperar", "Wait")),
                        many=False,
                        number=1,
                    ),
                    doc.Options(
                        say("¿Qué le sirvió?", "What helped?"),
                        (say("Las tarjetas", "The cards"), say("El juego", "The play")),
                        number=2,
                    ),
                    doc.Lines(2, say("¿Qué se lleva de hoy?", "What do you take with you?"), 3),
                    doc.Box(say("Dibuje su grupo", "Draw your group"), 30, 4),
                    doc.Grid(columns, blank_rows=2, caption=say("Riesgos", "Risks"), row_heads=False),
                    doc.Blank(say("Fecha", "Date"), "date"),
                    doc.Blank(say("Cuántas personas", "How many people"), "number"),
                    doc.Blank(say("Firma", "Signature"), "sign"),
                )
            ),
        ),
        notice=say("Nadie firma. Escriba solo lo que quiera compartir.", "Nobody signs it."),
        restart=True,
    )


def agenda(say: Say) -> doc.Part:
    rows = (
        doc.Moment(
            "9:00",
            2,
            say("Llegada y bienvenida", "Arrival and welcome"),
            say("Conocernos y sentirnos a gusto.", "To meet."),
            say("En parejas", "In pairs"),
            say("Gafetes, lista", "Badges"),
        ),
        doc.Moment(
            "9:30",
            2,
            say("Nuestros acuerdos", "Our agreements"),
            say("Decidir cómo nos cuidamos y qué no sale de aquí.", "To decide how we look after each other."),
            say("Todo el grupo", "Whole group"),
            say("Rotafolio", "Flip chart"),
        ),
        doc.Moment(
            "10:00",
            3,
            say("Leemos el caso", "We read the case"),
            say("Que todas entiendan lo mismo.", "The same for all."),
            say("Voz alta, luego en grupos", "Aloud, then in groups"),
            say("Caso 3", "Case 3"),
        ),
        doc.Moment("10:45", 1, say("Descanso", "Break"), pause=True),
        doc.Moment(
            "11:00",
            8,
            say("Preparar el papel", "Prepare your role"),
            say("Pensar qué quiere, qué sabe y qué no acepta cada parte.", "To think about each side."),
            say("En grupos", "In groups"),
            say("Hojas de papel", "Role sheets"),
        ),
        doc.Moment("13:00", 4, say("Almuerzo", "Lunch"), pause=True),
        doc.Moment(
            "14:00",
            5,
            say("¿Qué vimos?", "What did we see?"),
            say("Decir qué funcionó. Las observadoras primero.", "To say what worked."),
            say("Círculo", "Circle"),
            say("Hoja de observación", "Observation sheet"),
        ),
    )
    table = doc.Timetable(
        (
            say("Hora", "Time"),
            say("Qué hacemos y para qué", "What we do, and why"),
            say("Cómo", "How"),
            say("Materiales", "Materials"),
        ),
        rows,
        say("Cada cuadro es un cuarto de hora.", "Each square is a quarter of an hour."),
    )
    return doc.Part(
        PartKind.AGENDA,
        "SS-A1",
        doc.Masthead(
            "Agenda",
            say("Día 1: conocer el caso", "Day 1: getting to know the case"),
            say("Miércoles 19 de mayo de 2027", "Wednesday 19 May 2027"),
            icon="calendar",
            strip=strip(say),
        ),
        (Section(blocks=(table,)),),
        notice=say(
            "Los horarios pueden cambiar. Pregunte lo que necesite.", "Times may change. Ask for whatever you need."
        ),
        restart=True,
        pages=1,
    )


def pocket_agenda(say: Say, other: str) -> doc.Part:
    rows = (
        doc.Moment("9:00", 2, say("Bienvenida", "Welcome"), how=say("Welcome", "Bienvenida"), language=other),
        doc.Moment("9:30", 1, say("Descanso", "Break"), how=say("Break", "Descanso"), pause=True, language=other),
    )
    both = doc.Timetable(
        (say("Hora", "Time"), say("Qué hacemos", "What we do"), say("What we do", "Qué hacemos"), ""), rows
    )
    short = doc.Timetable(("", "", "", ""), tuple(replace(row, quarters=0, how="", language=None) for row in rows))
    return doc.Part(
        PartKind.AGENDA,
        "SS-A",
        doc.Masthead("Agenda", say("Nuestros días", "Our days"), icon="calendar"),
        (Section(blocks=(both,)), Section(say("Día 2: la marca", "Day 2: the brand"), "calendar", (short,), keep=True)),
        pages=1,
    )


def session(say: Say) -> doc.Part:
    def step(number: int, clock: str, verb: str, icon: str, title: str) -> doc.Step:
        return doc.Step(
            number, say("10 minutos", "10 minutes"), clock, verb, icon, title, say("en grupos", "in groups")
        )

    opening = replace(
        step(1, "9:00", say("Abrir", "Open"), "envelope-open", say("Abrimos el sobre", "We open the envelope")),
        do=say("Entregue los sobres. Espere a que todas tengan el suyo en la mano.", "Hand each group its envelope."),
        say=say("«Lean primero en silencio. Nadie tiene que hablar todavía.»", "“Read in silence first.”"),
        links=((say("Abra", "Open"), say("Carta A, B, C", "Letter A, B, C")),),
        figure=doc.Figure(DRAWING, say("Las sillas en círculo.", "Chairs in a circle.")),
    )
    talking = replace(
        step(2, "9:10", say("Conversar", "Talk"), "chats-circle", say("¿Qué dice y qué calla?", "What does it say?")),
        do=say("Escriba dos columnas.\n\n- Lo que dice\n- Lo que calla", "Write two columns.\n\n- Says\n- Leaves out"),
        task=say("Subraye una frase que promete algo y otra que no promete nada.", "Underline one promise."),
        output=say("Dos frases subrayadas en cada carta.", "Two sentences underlined."),
    )
    steps = doc.Steps((opening, talking))
    return doc.Part(
        PartKind.SESSION,
        "SS-S4",
        doc.Masthead(
            say("Sesión", "Session"),
            say("La carta de la marca", "The brand’s letter"),
            say("Que cada grupo lea la respuesta y decida el siguiente paso.", "Read the reply and decide."),
            numeral="4",
            strip=strip(say),
        ),
        (
            Section(
                say("Al terminar", "By the end"),
                "target",
                (
                    doc.Items(
                        (
                            (
                                "",
                                say("Saben leer una carta que **esquiva**.", "They can read a letter that **dodges**."),
                            ),
                            ("", say("Deciden.", "They decide.")),
                        )
                    ),
                ),
            ),
            Section(blocks=(steps,)),
            Section(
                say("Qué puede salir mal", "What can go wrong"),
                "warning",
                (
                    Prose(
                        say("Que una persona lea por todas. Pida turnos.", "One person reads for all. Ask for turns.")
                    ),
                ),
            ),
        ),
        level=2,
        anchor="session-4",
    )


def chapter(say: Say) -> doc.Part:
    ticks = doc.Items(
        tuple(("", text) for text in (say("Reservar la sala", "Book the room"), say("Imprimir", "Print"))), "tick"
    )
    profile = doc.Pairs(
        ((say("Sala", "Room"), say("Grande, con sillas", "Large, with chairs")), (say("Llave", "Key"), "")),
        say("El lugar", "The place"),
        framed=True,
    )
    return doc.Part(
        PartKind.CHAPTER,
        "SS-G2",
        doc.Masthead(say("Guía", "Guide"), say("Antes del taller", "Before the workshop"), icon="clipboard-text"),
        (
            Section(say("Seis semanas antes", "Six weeks before"), "calendar", (ticks, profile), anchor="weeks"),
            Section(
                say("Cuidado", "Care"),
                "heart",
                (Prose(say("Nadie tiene que contar lo que no quiera.", "Nobody has to tell."), "say"),),
            ),
        ),
        anchor="before",
    )


def role(say: Say) -> doc.Part:
    def told(title: str, icon: str, *texts: str) -> Section:
        return Section(title, icon, (doc.Items(tuple(("", text) for text in texts)),), keep=True)

    return doc.Part(
        PartKind.ROLE,
        "R2-B",
        doc.Masthead(
            "R2-B",
            say("Comité de trabajadoras", "Workers’ committee"),
            say("Grupo Flor · Maribel y dos compañeras", "Group Flower · Maribel and two others"),
            emblem="flor",
            plate=say(
                "Confidencial. Solo para usted y su parte. No la enseñe.",
                "Confidential. For your side only. Do not show it.",
            ),
            fold=say("Doble hacia arriba por esta línea", "Fold up along this line"),
        ),
        (
            Section(
                say("Quién es usted", "Who you are"),
                "key",
                (
                    Prose(
                        say(
                            "Habla por 312 personas. La gente está cansada y hace falta dinero en casa.",
                            "You speak for 312 people.",
                        )
                    ),
                ),
                keep=True,
            ),
            told(
                say("Lo que solo ustedes saben", "What only you know"),
                "lock",
                say(
                    "Hay fotos de las etiquetas tomadas el 12 de marzo: la marca **sí** compraba.", "There are photos."
                ),
                say("40 compañeras aceptarían cualquier pago.", "40 would accept any payment."),
            ),
            told(
                say("Lo que quieren lograr", "What you want"),
                "target",
                say("Que la marca pague lo que se debe.", "That the brand pays."),
                say("Una fecha por escrito.", "A date in writing."),
                say("Que nadie quede en una lista negra.", "Nobody on a blacklist."),
            ),
            told(
                say("Lo que no pueden aceptar", "What you cannot accept"),
                "hand",
                say("Retirarse de la puerta sin un acuerdo firmado.", "Leaving the gate without an agreement."),
            ),
            Section(
                say("Una frase para empezar", "A sentence to start with"),
                "chat-circle",
                (
                    Prose(
                        say("«Gracias por venir. ¿Quién de ustedes puede decidir hoy?»", "“Who can decide today?”"),
                        "say",
                    ),
                ),
                keep=True,
            ),
        ),
        notice=say("Devuelva esta hoja al final.", "Give this sheet back at the end."),
        restart=True,
    )


def letter(say: Say, language: str | None = None) -> doc.Part:
    paragraphs = (
        "Thank you for your letter of 17 March. We take the concerns of all workers very seriously.",
        "NorteModa no longer buys from Costuras del Valle. We have asked our regional team to review the information.",
        "We draw your attention to our Code of Conduct, which all suppliers sign. Training on it is available.",
        "We remain committed to an open dialogue.",
    )
    return doc.Part(
        PartKind.LETTER,
        "SS-R1",
        doc.Masthead("", say("Carta A", "Letter A")),
        (
            Section(
                blocks=(
                    doc.Letter(
                        "NorteModa Group",
                        "Oslo, 28 March 2027",
                        paragraphs,
                        "Karin Lind",
                        "Head of Supplier Compliance",
                        language,
                        say("Carta inventada, para practicar.", "Invented letter, for practice."),
                        "Invented letter, for practice." if language else "",
                    ),
                )
            ),
        ),
        notice=say("Carta inventada para practicar.", "Invented letter, for practice."),
        restart=True,
    )


def label(say: Say) -> doc.Part:
    head = doc.Masthead("C3", say("Carta A", "Letter A"), say("Grupo Flor", "Group Flower"), emblem="flor")
    words = say("Cerrada. Se abre en: La carta de la marca", "Sealed. Open it in: The brand’s letter")
    return doc.Part(PartKind.LABEL, "SS-R1", head, (Section(blocks=(Prose(words),)),), level=2)


def cards(say: Say, per_sheet: int = 4, count: int = 5) -> doc.Part:
    text = say(
        "Todavía no hay fecha de pago. **Ustedes deciden** si la reunión sigue.",
        "There is no date yet. **You decide**.",
    )
    faces = tuple(
        doc.Card(
            say(f"Tarjeta {number}: llega una llamada", f"Card {number}: a call comes in"),
            text,
            "flor" if number % 2 else "",
            f"E{number}",
            "" if number % 2 else "AB"[number % 4 // 2],
        )
        for number in range(1, count + 1)
    )
    deck = doc.Deck(
        faces, per_sheet, say("Imprima por un lado y corte por las marcas.", "Print on one side; cut along the ticks.")
    )
    return doc.Part(
        PartKind.CARDS,
        "SS-T1",
        doc.Masthead(say("Tarjetas", "Cards"), say("Sucesos", "Events")),
        deck=deck,
        restart=True,
    )


def register(say: Say) -> doc.Part:
    titles = (
        "N.º",
        say("Nombre o seudónimo", "Name or pseudonym"),
        say("De dónde viene", "From"),
        say("Día 1", "Day 1"),
        say("Día 2", "Day 2"),
        say("Día 3", "Day 3"),
    )
    columns = tuple(doc.Column(title, share) for title, share in zip(titles, (1, 5, 4, 2, 2, 2), strict=True))
    return doc.Part(
        PartKind.REGISTER,
        "SS-W9",
        doc.Masthead(
            say("Formato", "Form"),
            say("Lista de asistencia", "Attendance"),
            say("No escriba lo que no quiera compartir.", "Write only what you want to share."),
            icon="list-checks",
        ),
        (Section(blocks=(doc.Grid(columns, blank_rows=9, look="register", row_heads=False),)),),
        notice=say("Se guarda con llave y se destruye a tiempo.", "Kept locked and destroyed on time."),
        restart=True,
    )


def review(say: Say) -> doc.Part:
    rows = tuple(
        doc.Reviewed(
            say("Descanso semanal", "Weekly rest"),
            say("País inventado", "Invented country"),
            say("Cada semana hay un día de descanso.", "Each week has a day of rest."),
            say(f"Ley inventada, art. {number}", f"Invented law, art. {number}"),
            say("- ¿Se paga?\n- ¿Quién lo pierde?", "- Is it paid?\n- Who loses it?") if number > 1 else "",
            ((say("Estado", "Status"), say("**por verificar**", "**to verify**")), (say("Fuente", "Source"), "—")),
        )
        for number in (1, 2, 3)
    )
    verdicts = (say("Está bien", "It is right"), say("Cambió", "It changed"), say("Está mal", "It is wrong"))
    columns = (say("Tema", "Topic"), say("Regla", "Rule"), say("Fuente", "Source"), say("Respuesta", "Answer"))
    table = doc.Review(columns, rows, verdicts, say("Preguntas", "Questions"), say("Debe decir:", "It should say:"))
    return doc.Part(
        PartKind.REGISTER,
        "SS-L",
        doc.Masthead(say("Revisión", "Review"), say("¿Sigue así la ley?", "Is this the law?"), icon="gavel"),
        (Section(say("La ley", "The law"), "gavel", (table,)),),
        restart=True,
    )


def poster(say: Say) -> doc.Part:
    rules = doc.Items(
        tuple(
            ("", text)
            for text in (
                say("Lo que se dice aquí se queda aquí.", "What is said here stays here."),
                say("Cada una puede salir.", "Anyone may leave."),
            )
        ),
        "number",
    )
    return doc.Part(
        PartKind.POSTER,
        "SS-P1",
        doc.Masthead("", say("Nos cuidamos entre todas", "We look after each other")),
        (Section(blocks=(rules,)),),
        restart=True,
    )


def notes(say: Say) -> doc.Part:
    return doc.Part(
        PartKind.NOTES, "SS-N", doc.Masthead(say("Notas", "Notes"), say("Mis notas", "My notes"), icon="note-pencil")
    )


LOOKS = (
    "payslip",
    "contract",
    "letter",
    "memo",
    "audit-extract",
    "code",
    "survey",
    "notice",
    "minutes",
    "label",
    "chat",
    "receipt",
    "timecard",
    "email",
    "photo",
    "transcript",
    "ticket",
    "cheque",
    "court-order",
    "list",
)


def exhibits(say: Say) -> doc.Part:
    sections = tuple(Section(blocks=(_exhibit(say, looks, number),), keep=True) for number, looks in enumerate(LOOKS))
    head = doc.Masthead(
        say("Caso", "Case"),
        say("Pruebas", "Exhibits"),
        say("Algunas se contradicen: busque dónde.", "Some contradict others."),
        numeral="3",
    )
    return doc.Part(PartKind.CASE, "SS-C3", head, sections, notice=fiction(say), level=2, anchor="exhibits")


def _exhibit(say: Say, looks: str, number: int) -> doc.Exhibit:
    titles = {
        "payslip": say("Boleta de pago", "Pay slip"),
        "audit-extract": say("Extracto de auditoría", "Audit extract"),
        "code": say("Código de conducta", "Code of conduct"),
        "chat": say("Grupo «Turno de la tarde»", "Group “Afternoon shift”"),
        "email": say("Asunto: pronóstico de abril", "Subject: April forecast"),
        "photo": say("Foto de una caja", "Photograph of a carton"),
        "transcript": say("Grabación en el portón", "Recording at the gate"),
        "ticket": say("Tiquete de bulto", "Bundle ticket"),
        "cheque": say("Banco del Ceibo", "Bank of the Ceibo"),
        "court-order": say("Resolución del juzgado", "Order of the court"),
        "list": say("Lista de contratos", "List of contracts"),
    }
    columns = (doc.Column(say("Concepto", "Item"), 6), doc.Column(say("Días", "Days"), 2), doc.Column("USD", 2))
    table = doc.Grid(
        columns,
        (
            (say("Salario", "Wage"), "14", "170.33"),
            (say("Horas extra", "Overtime"), "", "0.00"),
            (say("Seguro", "Insurance"), "", "–5.11"),
        ),
        look="compact",
    )
    words = {
        "chat": (
            Prose(say("¿Vieron el papel en la puerta?", "Did you see the paper?")),
            Prose(say("Sí. Nadie avisó nada.", "Yes. Nobody said anything.")),
            Prose(say("Mañana a las 6, todas.", "Tomorrow at 6.")),
        ),
        "transcript": (
            Prose(say("**Supervisor:** ¿Quién les dijo que vinieran?", "**Supervisor:** Who told you to come?")),
            Prose(
                say("**Voz:** Nadie. Nos toca el pago de hoy. *[ruido]*", "**Voice:** Nobody. Pay is due. *[noise]*")
            ),
        ),
    }
    text = Prose(
        say(
            "Se revisaron los expedientes de enero a marzo. La sala indicada en el plano se usa como bodega.",
            "Files from January to March were reviewed.",
        )
    )
    blocks: tuple[doc.Block, ...] = words.get(looks, (text,))
    if looks in ("payslip", "audit-extract", "survey", "receipt", "timecard", "ticket", "list"):
        blocks = (table, text)
    if looks == "photo":
        blocks = (doc.Figure(DRAWING, say("Una caja y un árbol.", "A carton and a tree.")), table)
    heads = (
        ((say("Fecha", "Date"), say("28 de febrero", "28 February")), (say("De", "From"), "Costuras del Valle"))
        if looks not in ("notice", "label", "chat")
        else ()
    )
    letter = chr(ord("A") + number)
    return doc.Exhibit(
        looks,
        f"C3-{letter}",
        titles.get(looks, looks.capitalize()),
        heads,
        blocks,
        say(f"Prueba C3-{letter}", f"Exhibit C3-{letter}"),
    )


# ── documents ───────────────────────────────────────────────────────────────────────────────────────────────────────


def document(language: str, parts: tuple[doc.Part, ...]) -> doc.Document:
    say = say_in(language)
    return doc.Document(
        name="workbook",
        slug=say("cuaderno", "workbook"),
        code="SS",
        language=language,
        title=say("Hablar con las marcas · Cuaderno", "Talking with brands · Workbook"),
        kit_title=say("Hablar con las marcas", "Talking with brands"),
        edition="2026.1",
        reader="participant",
        page_words=say("Página {page} de {pages}", "Page {page} of {pages}"),
        parts=parts,
        author=say("Red de ejemplo", "Example Network"),
    )


def all_parts(language: str) -> tuple[doc.Part, ...]:
    say = say_in(language)
    other = "es" if language == "en" else "en"
    return (
        cover(say),
        contents(say),
        case(say),
        exhibits(say),
        handout(say),
        worksheet(say),
        agenda(say),
        pocket_agenda(say, other),
        session(say),
        chapter(say),
        role(say),
        letter(say, "en" if language != "en" else None),
        label(say),
        cards(say),
        cards(say, 10, 10),
        register(say),
        review(say),
        poster(say),
        notes(say),
    )


def every_part(language: str) -> doc.Document:
    return document(language, all_parts(language))


def one_part(kind: PartKind, language: str = "es") -> doc.Document:
    found = next(part for part in all_parts(language) if part.kind is kind)
    return document(language, (found,))
