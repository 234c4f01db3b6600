using System.Runtime.CompilerServices;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

/// <summary>No test writes into the progress of the person who runs it.</summary>
internal static class ProgressStaysOff
{
#pragma warning disable CA2255 // this is the entry of a test assembly, which has no Main
    [ModuleInitializer]
    internal static void KeepInMemory() => Environment.SetEnvironmentVariable(ProgressBook.Variable, ProgressBook.Off);
#pragma warning restore CA2255
}
