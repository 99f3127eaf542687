"""The bounded child that fills in a template: reads {"template", "values"} on stdin, answers {"made"} or {"refused"}.

A hostile template can only end this process: 512 MiB of memory, 20 seconds of CPU, no file written, no network used.
"""

import base64
import io
import json
import sys
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from webapp.bounded import bind
from webapp.files.child import CPU_SECONDS, MEMORY
from webapp.files.party_document import undated
from webapp.files.template_words import check_words
from webapp.files.unreadable import BROKEN, TOO_HEAVY, UnreadableFile
from webapp.rules.report_fields import sample

NOT_READ = "Không đọc được các trường trong mẫu: {reason}. Xem lại dấu ngoặc {{{{ }}}} và {{% %}} trong Word."


def filled(data: bytes, values: dict[str, Any]) -> bytes:
    """The template with its fields filled in. Raises UnreadableFile."""
    template = DocxTemplate(io.BytesIO(data))
    words = environment()
    try:
        check_words(words.parse(_source(template)), sample())
        template.render(values, words, autoescape=True)
    except TemplateSyntaxError as error:
        raise UnreadableFile(NOT_READ.format(reason=error.message)) from None
    except TemplateError as error:
        raise UnreadableFile(NOT_READ.format(reason=error)) from None
    made = io.BytesIO()
    template.save(made)
    return undated(made.getvalue())


def environment() -> ImmutableSandboxedEnvironment:
    """A sandbox that knows nothing but what it is given; what is filled in is text, never markup."""
    words = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    words.globals.clear()
    return words


def _source(template: DocxTemplate) -> str:
    """All that the template says, as docxtpl hands it to Jinja: the body, and each head and foot of a page."""
    template.init_docx()
    parts = [template.patch_xml(template.get_xml())]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.patch_xml(template.get_part_xml(part)) for _key, part in template.get_headers_footers(uri)]
    return "\n".join(parts)


def answer(asked: dict[str, Any]) -> dict[str, str]:
    """{"made": base64} or {"refused": sentence}."""
    try:
        made = filled(base64.b64decode(asked["template"]), asked["values"])
        return {"made": base64.b64encode(made).decode()}
    except UnreadableFile as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_HEAVY}
    except Exception:  # Word files go wrong in many ways; the person needs one sentence
        return {"refused": BROKEN}


def main() -> None:
    """Bound this process, fill in what comes in, answer."""
    bind(MEMORY, CPU_SECONDS)
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main()
