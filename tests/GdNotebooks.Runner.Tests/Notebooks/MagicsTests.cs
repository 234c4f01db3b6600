using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Notebooks;

public class MagicsTests
{
    [Theory]
    [InlineData("#!fsharp\nlet x = 1", 1, "the cell is in another language (#!fsharp), and only C# can be run here.")]
    [InlineData("#!pwsh\nGet-Date", 1, "the cell is in another language (#!pwsh), and only C# can be run here.")]
    [InlineData("#!markdown\n# Title", 1, "the cell is in another language (#!markdown), and only C# can be run here.")]
    [InlineData("var x = 1;\n#!javascript\nalert(1)", 2, "the cell is in another language (#!javascript), and only C# can be run here.")]
    [InlineData("#!import other.ipynb", 1, "#!import brings in cells of another file, which not every kernel does: put the code into this notebook.")]
    [InlineData("#!share --from fsharp x", 1, "#!share hands values from one kernel to another, and here is one only, for C#.")]
    [InlineData("#!whos", 1, "#!whos is a command of one kernel, and only C# can be run here: take the line out.")]
    [InlineData("#i \"nuget: https://example.org/index.json\"\n1", 1, "#i names a package source for one kernel only: name it in a nuget.config beside the notebook, which all of them read.")]
    [InlineData("%matplotlib inline\nplt.plot()", 1, "%matplotlib is a command of Jupyter's kernel for Python, and only C# can be run here.")]
    [InlineData("\n%%time\n1 + 1", 2, "%%time is a command of Jupyter's kernel for Python, and only C# can be run here.")]
    [InlineData("!pip install numpy", 1, "!pip is a command of Jupyter's kernel for Python, and only C# can be run here.")]
    public void A_line_that_cannot_be_done_is_refused_with_its_number(string source, int line, string why) =>
        Assert.Equal((line, why), Magics.Refused(source));

    [Theory]
    [InlineData("#!csharp\n1 + 1", "\n1 + 1")]
    [InlineData("#!c#\n1 + 1", "\n1 + 1")]
    [InlineData("#!/usr/bin/env dotnet\n1 + 1", "\n1 + 1")]
    [InlineData("#!time\n1 + 1", "\n1 + 1")]
    [InlineData("1 + 1", "1 + 1")]
    [InlineData("var x = 7\n% 4;", "var x = 7\n% 4;")]
    [InlineData("!git", "!git")]
    [InlineData("!dotnet.IsRunning", "!dotnet.IsRunning")]
    [InlineData("#if DEBUG\n1\n#endif", "#if DEBUG\n1\n#endif")]
    [InlineData("var text = \"\"\"\n#!fsharp\n#i \"a\"\n\"\"\";", "var text = \"\"\"\n#!fsharp\n#i \"a\"\n\"\"\";")]
    [InlineData("var text = $\"\"\"\n{1}\n#!fsharp\n\"\"\";", "var text = $\"\"\"\n{1}\n#!fsharp\n\"\"\";")]
    [InlineData("/* of old:\n#!fsharp\n*/\n1", "/* of old:\n#!fsharp\n*/\n1")]
    public void A_line_that_does_no_harm_is_left_out_and_what_stands_in_a_text_stays(string source, string csharp)
    {
        Assert.Null(Magics.Refused(source));
        Assert.Equal(csharp, Magics.Without(source));
    }

    [Fact]
    public async Task A_notebook_with_such_a_cell_is_refused_before_anything_runs_and_one_that_asks_for_the_time_gets_it()
    {
        using var scratch = new ScratchFolder();
        Write(scratch.File("notebooks", "01.ipynb"), "System.IO.File.WriteAllText(\"ran\", \"\");", "#!fsharp\nlet x = 1");
        Write(scratch.File("notebooks", "02.ipynb"), "#!time\n1 + 1");

        var (exitCode, _, error) = await Gd.RunAsync("run", scratch.File("notebooks", "."), "--out", scratch.File("out", "."));

        Assert.Equal((1, "01.ipynb, code cell 2, line 1: The cell is in another language (#!fsharp), and only C# can be run here.\n    #!fsharp\n"), (exitCode, error));
        Assert.False(File.Exists(scratch.File("notebooks", "ran")));
        Assert.Matches("Wall time: [0-9]+ms", File.ReadAllText(scratch.File("out", "02.ipynb")));
    }
}
