using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Runner.Tests;

public sealed class PathPatternTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public PathPatternTests()
    {
        foreach (string name in (string[])["01-a.ipynb", "02-b.ipynb", "03-c.txt", ".hidden.ipynb", "solutions/01-a.ipynb", "solutions/02-b.ipynb"])
        {
            TestNotebook.Write(_scratch.File(name.Split('/')), "1");
        }
    }

    [Theory]
    [InlineData("0*.ipynb", "01-a.ipynb", "02-b.ipynb")]
    [InlineData("*", "01-a.ipynb", "02-b.ipynb", "solutions/01-a.ipynb", "solutions/02-b.ipynb")]
    [InlineData("0?-b*", "02-b.ipynb")]
    [InlineData("*/02*", "solutions/02-b.ipynb")]
    [InlineData("s*/./*a*", "solutions/01-a.ipynb")]
    public void Patterns_that_a_shell_left_as_they_are_stand_for_notebooks_and_folders_of_them(string pattern, params string[] expected) => Assert.Equal(
        expected, new Workbook(null).NotebooksAt([Path.Combine(_scratch.Path, pattern)]).Select(path => Path.GetRelativePath(_scratch.Path, path).Replace('\\', '/')));

    [Fact]
    public void A_pattern_without_a_notebook_gets_its_sentence() => Assert.Equal(
        $"{_scratch.Path}/9*: no notebook has such a name.", Assert.Throws<UserException>(() => new Workbook(null).NotebooksAt([$"{_scratch.Path}/9*"])).Message);

    [UnixFact("no name has a star there")]
    public void A_name_that_only_looks_like_a_pattern_is_that_file()
    {
        string path = TestNotebook.Write(_scratch.File("what*.ipynb"), "1");
        TestNotebook.Write(_scratch.File("whatever.ipynb"), "1");

        Assert.Equal([path], new Workbook(null).NotebooksAt([path]));
    }

    public void Dispose() => _scratch.Dispose();
}
