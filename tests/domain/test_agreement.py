"""Fixed words that agree with a slot's noun: seeded ones are found, right ones and those of other nouns are not."""

import pytest

from trainingkit.domain.agreement import Language, disagreements
from trainingkit.domain.gender import articles_of
from trainingkit.i18n.gender import gender_words
from trainingkit.i18n.wording import wording_for

SPANISH = Language(articles_of(wording_for("es")), gender_words("es"))
ENGLISH = Language(articles_of(wording_for("en")), gender_words("en"))
TERMS = frozenset({"workplace", "worker", "product", "line", "label", "payslip", "ministry", "participants"})
NAMES = frozenset({"factory"})


def found(text: str, language: Language = SPANISH) -> dict[str, str]:
    """Each fixed word with what to write instead."""
    return {each.word: each.write for each in disagreements(text, language, TERMS, NAMES)}


SEEDED = {
    # articles, demonstratives, contractions
    "La {workplace} abre a las siete.": {"la": "{workplace.the}"},
    "Sale un {product} cada minuto.": {"un": "{product.a}"},
    "Esta {line} cose mangas.": {"esta": "{line.this}"},
    "El dueño del {workplace} no vino.": {"del": "{workplace.of}"},
    "Volvió al {workplace} después del parto.": {"al": "{workplace.to}"},
    "Sale de la {workplace} de noche.": {"de la": "{workplace.of}"},
    "Los {worker.many} firmaron.": {"los": "{worker.the-many}"},
    "Estas {label.many} son de otro país.": {"estas": "{label.these}"},
    "El patio de {workplace.the} es chico.": {"de": "{workplace.of}"},
    "Le escriben a {ministry.full}.": {"a": "{ministry.to}"},
    "Lo dice la {ministry.short}.": {"la": "{ministry ~ el/la}"},
    "Hay unas {label.many} en la mesa.": {"unas": "{label ~ unos/unas}"},
    "Aquella {workplace} cerró.": {"aquella": "{workplace ~ aquel/aquella}"},
    "Con esos {worker.many} se puede.": {"esos": "{worker ~ esos/esas}"},
    "La gran {workplace} de la zona.": {"la": "{workplace ~ el/la}"},
    "Llamaron a los tres {worker.many} de turno.": {"a los": "{worker ~ a los/a las}"},
    "Las demás {worker.many} esperan.": {"las": "{worker ~ los/las}"},
    "Pegue la {label.the} en el mapa.": {"la": "{label.the}"},
    # words before the noun
    "Vino de otra {workplace}.": {"otra": "{workplace ~ otro/otra}"},
    "Es la misma {line} de ayer.": {"misma": "{line ~ mismo/misma}", "la": "{line ~ el/la}"},
    "Ninguna {worker} quiso hablar.": {"ninguna": "{worker ~ ningún/ninguna}"},
    "Habló con varias {worker.many}.": {"varias": "{worker ~ varios/varias}"},
    "Todas {worker.the-many} firmaron.": {"todas": "{worker ~ todos/todas}"},
    "Toda {workplace.the} lo supo.": {"toda": "{workplace ~ todo/toda}"},
    "Abrieron una nueva {line} en marzo.": {"nueva": "{line ~ nuevo/nueva}", "una": "{line ~ un/una}"},
    "Nuestra {workplace} exporta.": {"nuestra": "{workplace ~ nuestro/nuestra}"},
    "La marca cuya {label} copiaron.": {"cuya": "{label ~ cuyo/cuya}"},
    "¿Cuántas {worker.many} hay?": {"cuántas": "{worker ~ cuántos/cuántas}"},
    "La primera {line} va atrasada.": {"primera": "{line ~ primer/primera}", "la": "{line ~ el/la}"},
    "Una de {worker.the-many} habló.": {"una": "{worker ~ uno/una}"},
    "Algunas {worker.of-the-many} no firmaron.": {"algunas": "{worker ~ algunos/algunas}"},
    "Una de nuestras {worker.many} se fue.": {
        "nuestras": "{worker ~ nuestros/nuestras}",
        "una": "{worker ~ uno/una}",
    },
    "Está cerrada {workplace.the} por feriado.": {"cerrada": "{workplace ~ cerrado/cerrada}"},
    "Una vez firmada {payslip.the}, guárdese copia.": {"firmada": "{payslip ~ firmado/firmada}"},
    # words behind the noun
    "Traiga {payslip.many} viejas.": {"viejas": "{payslip ~ viejos/viejas}"},
    "Es {workplace.a} nueva.": {"nueva": "{workplace ~ nuevo/nueva}"},
    "{Worker.the-many} cansadas y enojadas se van.": {
        "cansadas": "{worker ~ cansados/cansadas}",
        "enojadas": "{worker ~ enojados/enojadas}",
    },
    "Muestre {label.the} **rota** al grupo.": {"rota": "{label ~ roto/rota}"},
    "Hubo {product.many} muy caros.": {"caros": "{product ~ caros/caras}"},
    "Van a {workplace.the-many} más cercanas.": {},
    "Lo vio en {workplace.the}, cerrada desde marzo.": {"cerrada": "{workplace ~ cerrado/cerrada}"},
    "{Worker.the} misma lo contó.": {"misma": "{worker ~ mismo/misma}"},
    "Sentaron a la marca y a {workplace.the} juntas.": {
        "a": "{workplace.to}",
        "juntas": "{workplace ~ juntos/juntas}",
    },
    # what is said of a subject
    "{Workplace.the} está cerrada.": {"cerrada": "{workplace ~ cerrado/cerrada}"},
    "{Workplace.the} no ha sido visitado.": {"visitado": "{workplace ~ visitado/visitada}"},
    "{Worker.the-many} fueron despedidas y amenazadas.": {
        "despedidas": "{worker ~ despedidos/despedidas}",
        "amenazadas": "{worker ~ amenazados/amenazadas}",
    },
    "{Line.the} quedó vacía el lunes.": {"vacía": "{line ~ vacío/vacía}"},
    "{Worker.the} sigue muy enferma.": {"enferma": "{worker ~ enfermo/enferma}"},
    "{Worker.the-many} llegan cansadas.": {"cansadas": "{worker ~ cansados/cansadas}"},
    "{Worker.the} se siente sola.": {"sola": "{worker ~ solo/sola}"},
    "{Payslip.the} ya estaba lista.": {"lista": "{payslip ~ listo/lista}"},
    "{Workplace.the} puede quedar cerrada.": {"cerrada": "{workplace ~ cerrado/cerrada}"},
    "{Workplace.the} de la esquina está cerrada.": {"cerrada": "{workplace ~ cerrado/cerrada}"},
    "{Workplace.the}, que fue multada, apeló.": {"multada": "{workplace ~ multado/multada}"},
    "{Worker.the} es la única que sabe.": {"la única": "{worker ~ el único/la única}"},
    "{Payslip.the} del caso es la suya.": {"la suya": "{payslip ~ el suyo/la suya}"},
    "Ayer fue visitada {workplace.the}.": {"visitada": "{workplace ~ visitado/visitada}"},
    "{Participants.the} están sentadas.": {"sentadas": "{participants ~ sentados/sentadas}"},
    "{Factory} fue auditada en mayo.": {"auditada": "{factory ~ auditado/auditada}"},
    # pronouns
    "{Workplace.the}, la cual exporta, calla.": {"la cual": "{workplace ~ el/la}"},
    "Son {workplace.many} en las que se cose.": {"las que": "{workplace ~ los/las}"},
    "Es {line.a} de la que nadie habla.": {"de la que": "{line ~ del/de la}"},
    "A {worker.the-many} las despidieron.": {"las": "{worker ~ los/las}"},
    "{Worker.to-the-many} no las han llamado.": {"las": "{worker ~ los/las}"},
    "Si no hay {label.many} de verdad, o es peligroso sacarlas, use otra cosa.": {"sacarlas": "sacar{label ~ los/las}"},
    "Lleve {payslip.many} y guárdelas bien.": {"guárdelas": "guárde{payslip ~ los/las}"},
    # options in the wrong order
    "{Workplace.the} fue {workplace ~ visitada/visitado}.": {"visitada/visitado": "{workplace ~ visitado/visitada}"},
    "{workplace ~ la gran/el gran} {workplace}": {"la gran/el gran": "{workplace ~ el gran/la gran}"},
}
SEEDED["Van a {workplace.the-many} más cercanas."] = {"cercanas": "{workplace ~ cercanos/cercanas}"}

SEEDED_IN_ENGLISH = {
    "She works in a {workplace} near the port.": {"a": "{workplace.a}"},
    "A {worker} spoke first.": {"a": "{worker.a}"},
    "Bring an {label} from home.": {"an": "{label.a}"},
    "It is an {workplace} like any other.": {"an": "{workplace.a}"},
    "Ask a {ministry.short} inspector.": {"a": "{ministry.the}"},
    "A {worker.many} group.": {"a": "{worker.a}"},
}


@pytest.mark.parametrize("text", SEEDED)
def test_a_seeded_disagreement_is_found(text: str) -> None:
    assert found(text) == SEEDED[text]


@pytest.mark.parametrize("text", SEEDED_IN_ENGLISH)
def test_a_seeded_article_is_found_in_english(text: str) -> None:
    assert found(text, ENGLISH) == SEEDED_IN_ENGLISH[text]


def test_there_are_forty_of_them() -> None:
    assert len(SEEDED) + len(SEEDED_IN_ENGLISH) >= 40


@pytest.mark.parametrize(
    "text",
    [
        # forms and options that agree
        "{Workplace.the} fue {workplace ~ visitado/visitada}. Salen {workplace.of}; {workplace.these} exportan.",
        "{worker ~ todos los/todas las} {worker.many}, {worker ~ uno/una} {worker.of-the-many}",
        "{Participants.the} están {participants ~ listos/listas/listas y listos}.",
        # words that show no gender
        "Cada {worker} y cualquier {workplace} grande.",
        "Hay dos {workplace.many} más; sus {worker.many} y su {line} son iguales.",
        "De {worker.the-many} y a {worker.the-many}.",
        # words of other nouns
        "Contestó la encargada {workplace.of}.",
        "El patio {workplace.of} está cerrado.",
        "La dueña de {workplace.a} está enojada.",
        "A {worker.the-many} las máquinas les dan miedo.",
        "{Worker.the} lleva otra camisa.",
        "{Worker.the} trabaja todo el día, y {worker.the-many} toda la noche.",
        "{Worker.the-many} la cerraron.",
        "{Workplace.the} ha cerrado. Nunca ha ya pagado {workplace.the}.",
        "El nombre, la fecha y {line.the} tapados.",
        "Mapa, organización y {workplace} juntos dicen mucho.",
        "La gerente y {worker.the} están cansadas.",
        "En {workplace.the} es prohibido hablar.",
        "Según {worker.the-many}, las que protestan se quedan.",
        "{maritza}, {worker}, embarazada de cinco meses.",
        "Sobre todo {worker.the-many} lo saben. Lo hacen a solas {worker.the-many}.",
        "Hoy mismo {worker.the} habla primero; solo {worker.the-many} firman.",
        "La puerta está cerrada. {Worker.the} espera.",
        "Ponga la hoja en {workplace.the} y guárdela.",
        "Lleve la hoja con {label.the} y guárdela.",
        "Una bolsa {workplace.of}, otra {worker.of-the-many}.",
        # names take no article, and there is no slot for a fact
        "{factory.of} y {factory.the}; dicen de {factory} que paga.",
        "{heads} personas; la {heads} de siempre.",
    ],
)
def test_what_agrees_or_belongs_elsewhere_is_left_alone(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "She works in {workplace.a}; the {workplace} and this {worker} are hers.",
        "A new {workplace}, an old {label}, a {factory} shirt.",
        "These {worker.many} are tired; {Workplace.the} was closed.",
    ],
)
def test_english_shows_no_gender(text: str) -> None:
    assert found(text, ENGLISH) == {}


def test_a_language_without_articles_or_lists_has_nothing_to_disagree() -> None:
    for language in ("kek", "ht"):
        told = Language(articles_of(wording_for(language)), gender_words(language))
        assert found("La {workplace} está cerrada. Yon {worker}.", told) == {}


def test_a_region_shows_what_its_language_does() -> None:
    assert gender_words("es-PE") == gender_words("es")
