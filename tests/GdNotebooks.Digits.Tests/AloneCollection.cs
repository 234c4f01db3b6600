namespace GdNotebooks.Tests.Digits;

/// <summary>Tests that run while no other does: a starved thread pool would look like a silent server.</summary>
[CollectionDefinition("Alone: the limits of a download are real times, and a busy machine would reach them", DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's own word for it
public sealed class AloneCollection;
#pragma warning restore CA1711
