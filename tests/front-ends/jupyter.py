"""Run by `jupyter`: one notebook in the kernel .net-csharp, and whether it shows what is committed."""

import os
import sys

import nbformat
from nbconvert.preprocessors import ExecutePreprocessor

BOARDS = ("Exercises.Progress(", "Exercises.Board(")


def shown(outputs):
    """What a cell shows, as (form, text) in order; what is printed in pieces is one text."""
    forms = []
    for output in outputs:
        if output.output_type == "stream":
            if forms and forms[-1][0] == output.name:
                forms[-1] = (output.name, forms[-1][1] + output.text)
            else:
                forms.append((output.name, output.text))
        elif output.output_type == "error":
            forms.append(("error", "\n".join(output.traceback) or output.evalue))
        else:
            forms += sorted((form, text) for form, text in output.data.items())
    return [(form, text.replace("\r\n", "\n")) for form, text in forms]


def faults(committed, run, mnist_is_here):
    """What is wrong with the cells as they ran."""
    is_first = True
    for was, now in zip(committed.cells, run.cells, strict=True):
        if was.cell_type != "code":
            continue
        tags = was.metadata.get("tags", [])
        for form, text in shown(now.outputs):
            if form in ("error", "stderr") and "raises-exception" not in tags:
                yield f"{was.id}, {form}: {text[:500]}"
        is_compared = not (is_first or "timing" in tags or "raises-exception" in tags or ("mnist" in tags and not mnist_is_here)
                           or any(board in was.source for board in BOARDS))
        is_first = False
        before, after = shown(was.outputs), shown(now.outputs)
        if is_compared and before != after:
            different = next(((a, b) for a, b in zip(before, after) if a != b), (before[len(after):], after[len(before):]))
            yield f"{was.id}: the file has {str(different[0])[:300]}\n    the kernel gave {str(different[1])[:300]}"


def main(path):
    committed, run = nbformat.read(path, 4), nbformat.read(path, 4)
    for cell in run.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    # The kernel's words on the error stream and its failures are told of one by one.
    ExecutePreprocessor(timeout=600, startup_timeout=180, kernel_name=".net-csharp", allow_errors=True).preprocess(run, {"metadata": {"path": os.path.dirname(path)}})
    found = list(faults(committed, run, bool(os.environ.get("GDNOTEBOOKS_DATA"))))
    name = os.path.basename(path)
    print(f"FAILED  {name}" if found else f"ok      {name}: {sum(c.cell_type == 'code' for c in run.cells)} cells, as committed")
    for fault in found:
        print("   ", fault)
    return 1 if found else 0


sys.exit(main(sys.argv[1]))
