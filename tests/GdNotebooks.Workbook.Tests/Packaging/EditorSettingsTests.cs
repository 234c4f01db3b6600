using System.Text.Json;

namespace GdNotebooks.Tests.Packaging;

/// <summary>The settings of VS Code and of dev containers, held against the rules of their published schemas.</summary>
public class EditorSettingsTests
{
    private const string NotebookEditor = "Datafication.verso-notebook";

    [Theory]
    [InlineData(".vscode/extensions.json")]
    [InlineData(".vscode/settings.json")]
    [InlineData(".vscode/tasks.json")]
    [InlineData(".devcontainer/devcontainer.json")]
    public void A_strict_reader_reads_the_file_and_no_key_stands_twice(string file)
    {
        var strict = new JsonDocumentOptions { AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

        using var document = JsonDocument.Parse(File.ReadAllText(Checkout.Folder(file)), strict);

        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Fact]
    public void The_recommended_extensions_are_named_as_the_marketplace_names_them()
    {
        string?[] recommended = [.. Read(".vscode/extensions.json").GetProperty("recommendations").EnumerateArray().Select(name => name.GetString())];

        Assert.All(recommended, name => Assert.Matches("^[A-Za-z0-9][A-Za-z0-9-]*\\.[A-Za-z0-9][A-Za-z0-9-]*$", name));
        Assert.Equal(recommended.Length, recommended.Distinct().Count());
        Assert.Contains(NotebookEditor, recommended);
    }

    [Fact]
    public void Every_task_is_complete_and_names_what_is_there()
    {
        var tasks = Read(".vscode/tasks.json");
        Assert.Equal("2.0.0", tasks.GetProperty("version").GetString());
        var list = tasks.GetProperty("tasks").EnumerateArray().ToList();

        Assert.All(list, task =>
        {
            Assert.Subset(
                new HashSet<string> { "label", "detail", "type", "command", "args", "options", "group", "runOptions", "presentation", "problemMatcher" },
                task.EnumerateObject().Select(property => property.Name).ToHashSet());
            Assert.NotEmpty(task.GetProperty("label").GetString()!);
            Assert.Contains(task.GetProperty("type").GetString(), new[] { "process", "shell" });
            Assert.Equal("dotnet", task.GetProperty("command").GetString());

            string?[] arguments = [.. task.GetProperty("args").EnumerateArray().Select(argument => argument.GetString())];
            int project = Array.IndexOf(arguments, "--project");
            Assert.True(project < 0 || Directory.Exists(Checkout.Folder(arguments[project + 1]!)), $"There is no project {arguments[Math.Max(0, project + 1)]}.");
        });

        // One build and one test task answer to the editor's shortcuts.
        string[] defaults = [.. list.Where(task => task.TryGetProperty("group", out var group) && group.GetProperty("isDefault").GetBoolean())
            .Select(task => task.GetProperty("group").GetProperty("kind").GetString()!).Order(StringComparer.Ordinal)];
        Assert.Equal(["build", "test"], defaults);
    }

    [Fact]
    public void The_package_is_built_when_the_folder_is_opened()
    {
        var build = Read(".vscode/tasks.json").GetProperty("tasks").EnumerateArray().First(task => task.TryGetProperty("runOptions", out _));

        Assert.Equal(["build"], build.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()));
        Assert.Equal("folderOpen", build.GetProperty("runOptions").GetProperty("runOn").GetString());
    }

    // Seen in VS Code 1.100: with its insertFinalNewline each save adds a line to every code cell and takes its number away,
    // and Quick Open finds nothing that search excludes.
    [Fact]
    public void Saving_a_notebook_leaves_its_cells_alone_and_the_editor_finds_it()
    {
        var settings = Read(".vscode/settings.json");

        Assert.False(settings.TryGetProperty("notebook.insertFinalNewline", out _));
        Assert.False(settings.GetProperty("notebook.formatOnSave.enabled").GetBoolean());
        Assert.DoesNotContain(settings.GetProperty("search.exclude").EnumerateObject().Concat(settings.GetProperty("files.exclude").EnumerateObject()), glob =>
            glob.Name.Contains("ipynb", StringComparison.Ordinal) || glob.Name.Contains("notebooks", StringComparison.Ordinal));
    }

    // Those of VS Code's confusable characters that mathematics needs; it draws a box around any other.
    [Fact]
    public void No_symbol_of_the_chapters_is_boxed_as_confusable()
    {
        const string Confusable = "×–−′αγινορσυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ∣∶‘’";
        var allowed = Read(".vscode/settings.json").GetProperty("editor.unicodeHighlight.allowedCharacters").EnumerateObject().Select(one => one.Name).ToHashSet();
        string cells = string.Concat(Directory.EnumerateFiles(Checkout.Folder("notebooks"), "*.ipynb", SearchOption.AllDirectories).SelectMany(file =>
            JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("cells").EnumerateArray().SelectMany(cell => cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()))));

        Assert.Contains('σ', cells);
        Assert.DoesNotContain(Confusable, symbol => cells.Contains(symbol) && !allowed.Contains(symbol.ToString()));
    }

    [Fact]
    public void The_container_has_the_SDK_that_global_json_asks_for()
    {
        string sdk = Read("global.json").GetProperty("sdk").GetProperty("version").GetString()!;
        string image = Read(".devcontainer/devcontainer.json").GetProperty("image").GetString()!;

        Assert.EndsWith("-" + string.Join('.', sdk.Split('.')[..2]), image, StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_uses_only_what_its_format_knows_and_builds_the_package()
    {
        var container = Read(".devcontainer/devcontainer.json");

        Assert.Subset(
            new HashSet<string> { "name", "image", "features", "postCreateCommand", "forwardPorts", "portsAttributes", "customizations" },
            container.EnumerateObject().Select(property => property.Name).ToHashSet());
        Assert.All(container.GetProperty("features").EnumerateObject(), feature => Assert.Matches("^ghcr\\.io/[a-z0-9/-]+:[0-9]+$", feature.Name));
        string[] ports = [.. container.GetProperty("forwardPorts").EnumerateArray().Select(port => port.GetRawText())];
        Assert.Equal(ports, container.GetProperty("portsAttributes").EnumerateObject().Select(port => port.Name));

        string[] command = container.GetProperty("postCreateCommand").GetString()!.Split(' ');
        Assert.Equal("bash", command[0]);
        Assert.Contains("dotnet build", File.ReadAllText(Checkout.Folder(command[1])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_brings_every_extension_the_workspace_recommends()
    {
        static IEnumerable<string?> Names(JsonElement list) => list.EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal);

        Assert.Equal(
            Names(Read(".vscode/extensions.json").GetProperty("recommendations")),
            Names(Read(".devcontainer/devcontainer.json").GetProperty("customizations").GetProperty("vscode").GetProperty("extensions")));
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Checkout.Folder(file))).RootElement;
}
