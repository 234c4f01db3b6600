namespace GdNotebooks.Tests;

/// <summary>Tests that check answers run while no other does: an answer's time is the processor time of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AnswersAlone
{
    public const string Name = "Answers alone: their time is the processor time of the whole process";
}
