using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace GdNotebooks.Tests.Engine;

/// <summary>One kernel of .NET Interactive, made as its tool makes it, that runs the cells of one notebook.</summary>
internal sealed class Engine : IDisposable
{
    private readonly CompositeKernel _kernel = [];

    public Engine()
    {
        var csharp = new CSharpKernel();
        csharp.UseNugetDirective((kernel, packages) =>
        {
            kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            return Task.CompletedTask;
        }).UseKernelHelpers().UseValueSharing();
        _kernel.Add(csharp);
        _kernel.DefaultKernelName = csharp.Name;
    }

    /// <summary>Runs a cell and returns what it told, in order.</summary>
    public async Task<IReadOnlyList<KernelEvent>> Run(string code) => (await _kernel.SendAsync(new SubmitCode(code))).Events;

    public void Dispose() => _kernel.Dispose();
}
