using System.Text.Json;
using System.Text.Json.Nodes;

namespace GdNotebooks.Runner;

/// <summary>A program in which the notebooks can be opened, and the one thing to do next for it; null when it is ready.</summary>
internal sealed record FrontEnd(string Name, string? ToDo)
{
    public static FrontEnd Of(string name, params ReadOnlySpan<(bool IsThere, string ToDo)> needs)
    {
        foreach (var (isThere, toDo) in needs)
        {
            if (!isThere)
            {
                return new FrontEnd(name, toDo);
            }
        }

        return new FrontEnd(name, null);
    }
}

/// <summary>Looks for the editors, kernels and extensions that open notebooks.</summary>
internal sealed class FrontEnds(Machine machine)
{
    private const string Polyglot = "ms-dotnettools.dotnet-interactive-vscode";
    private const string JupyterExtension = "ms-toolsai.jupyter";
    private const string VersoExtension = "datafication.verso-notebook";
    private const string Kernel = ".net-csharp";

    private static readonly string[] Editors = ["code", "code-insiders", "codium", "code-server"];

    private static readonly string[] ExtensionFolders =
        ["~/.vscode/extensions", "~/.vscode-insiders/extensions", "~/.vscode-server/extensions", "~/.vscode-remote/extensions", "~/.vscode-oss/extensions", "~/.local/share/code-server/extensions"];

    private static readonly string[] StorageFolders =
    [
        "~/.config/Code/User/globalStorage", "~/.config/VSCodium/User/globalStorage", "~/.local/share/code-server/User/globalStorage", "~/.vscode-server/data/User/globalStorage",
        "~/Library/Application Support/Code/User/globalStorage", "~/AppData/Roaming/Code/User/globalStorage",
    ];

    private static readonly string[] KernelFolders =
        ["~/.local/share/jupyter/kernels", "~/Library/Jupyter/kernels", "~/AppData/Roaming/jupyter/kernels", "/usr/local/share/jupyter/kernels", "/usr/share/jupyter/kernels"];

    /// <summary>The version of the .NET Interactive tool; null when it is not installed.</summary>
    public string? ToolVersion => machine.Folders(["~/.dotnet/tools/.store/microsoft.dotnet-interactive"])
        .SelectMany(Directory.EnumerateDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal).LastOrDefault();

    /// <summary>Where VS Code, or one of its kin, is; null when it is not found.</summary>
    public string? Editor => machine.Command(Editors) ?? machine.Folders(
        ["/Applications/Visual Studio Code.app", "~/AppData/Local/Programs/Microsoft VS Code", "C:/Program Files/Microsoft VS Code", "~/.vscode-server", "~/.vscode-remote"]).FirstOrDefault();

    /// <summary>The kernel's description for Jupyter; null when it is not registered, or what it starts is gone.</summary>
    public string? RegisteredKernel => machine.Folders(KernelFolders.Concat((machine.Variable("JUPYTER_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.Combine(path, "kernels"))))
        .Select(folder => Path.Combine(folder, Kernel, "kernel.json")).FirstOrDefault(file => File.Exists(file) && Starts(file));

    /// <summary>The version of an extension of VS Code; null when it is not installed.</summary>
    public string? Extension(string name) => machine.Folders(ExtensionFolders).SelectMany(folder => Registered(folder) ?? Unpacked(folder))
        .Where(extension => extension.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(extension => extension.Version).FirstOrDefault();

    /// <summary>What VS Code says is installed; null where it keeps no list. The folder of what was uninstalled stays until it starts again.</summary>
    private static List<(string Name, string Version)>? Registered(string folder)
    {
        try
        {
            return [.. from extension in JsonNode.Parse(WholeFile.Read(Path.Combine(folder, "extensions.json")))!.AsArray()
                       select (extension!["identifier"]!["id"]!.GetValue<string>(), extension["version"]!.GetValue<string>())];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, string Version)> Unpacked(string folder) =>
        from extension in Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!)
        let end = Enumerable.Range(1, Math.Max(0, extension.Length - 2)).FirstOrDefault(i => extension[i] == '-' && char.IsAsciiDigit(extension[i + 1]))
        where end > 0
        select (extension[..end], extension[(end + 1)..].Split('-')[0]);

    /// <summary>The extensions that matter here, and which of them are installed.</summary>
    public IEnumerable<(string Name, string? Version)> Extensions => ((string[])[Polyglot, VersoExtension, JupyterExtension]).Select(name => (name, Extension(name)));

    /// <summary>Each front end, and what it lacks.</summary>
    /// <param name="sdk">The newest .NET SDK; null when there is none.</param>
    /// <param name="packageTrouble">What is wrong with the library's packages.</param>
    public IReadOnlyList<FrontEnd> All(Version? sdk, string? packageTrouble)
    {
        var package = (packageTrouble is null, packageTrouble ?? "");
        var net10 = (sdk is { Major: >= 10 }, "install the .NET 10 SDK");
        var editor = (Editor is not null, "install VS Code");
        var tool = (ToolVersion is not null, "dotnet tool install --global Microsoft.dotnet-interactive");
        var kernel = (RegisteredKernel is not null, "dotnet interactive jupyter install");
        return
        [
            FrontEnd.Of("gd, this command line", net10),
            FrontEnd.Of("VS Code, Polyglot Notebooks", net10, editor, Needs(Polyglot), package, StartsAgain()),
            FrontEnd.Of("VS Code, Verso", net10, editor, Needs(VersoExtension), package),
            FrontEnd.Of("VS Code, Jupyter", net10, editor, Needs(JupyterExtension), tool, KernelSpec(), kernel, package),
            FrontEnd.Of("the browser, JupyterLab or Notebook", net10, (machine.Command("jupyter-lab", "jupyter-notebook") is not null, "install JupyterLab"), tool, KernelSpec(), kernel, package),
            FrontEnd.Of("the browser, Verso", net10, (machine.Command("verso") is not null, "dotnet tool install --global Verso.Cli"), package),
        ];

        (bool, string) Needs(string extension) => (Extension(extension) is not null, $"install the extension {extension}");
    }

    /// <summary>Registering a kernel is done by a command that Jupyter brings.</summary>
    private (bool, string) KernelSpec() => (RegisteredKernel is not null || machine.Command("jupyter-kernelspec", "jupyter") is not null,
        "install Jupyter's client (jupyter kernelspec has to be on the path; Debian: jupyter-client)");

    /// <summary>The SDK of .NET 10 writes the list of tools beside the place where the extension looks for it: it starts once, and never again.</summary>
    private (bool, string) StartsAgain()
    {
        string? storage = machine.Folders(StorageFolders.Select(folder => Path.Combine(folder, Polyglot)))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "dotnet-tools.json")) && !File.Exists(Path.Combine(folder, ".config", "dotnet-tools.json")));
        return (storage is null, $"make a folder .config in {storage} and copy dotnet-tools.json into it, or the extension starts once and never again");
    }

    private static bool Starts(string kernel)
    {
        try
        {
            string? program = JsonNode.Parse(WholeFile.Read(kernel))?["argv"]?[0]?.GetValue<string>();
            return program is not null && (!Path.IsPathRooted(program) || File.Exists(program) || File.Exists(program + ".exe"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The newest SDK in the list that <c>dotnet --list-sdks</c> prints; null when there is none.</summary>
    public static Version? NewestSdk(string? list) => (list ?? "").Split('\n').Select(line => line.Split(' ', '-')[0])
        .Select(text => Version.TryParse(text, out var version) ? version : null).Max();
}
