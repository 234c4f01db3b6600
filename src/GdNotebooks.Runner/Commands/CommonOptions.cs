using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GdNotebooks.Runner;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>What to do about an output folder that cannot be written to.</summary>
    public const string AnotherOutput = "name another one with --out";

    /// <summary>Shows the stack behind an error.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the stack behind an error", Recursive = true };

    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Notebooks (.ipynb) or folders of them", Arity = ArgumentArity.ZeroOrMore };
        paths.Validators.Add(result =>
        {
            // What looks like an option and is none arrives here, for a file may have any name.
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => text.StartsWith('-') && !Path.Exists(text)))
            {
                var options = (result.Parent as CommandResult)?.Command.Options.Select(option => option.Name) ?? [];
                result.AddError($"{text}: there is no such option, nor a notebook or folder of that name.{NearNames.Question(NearNames.Of(text, options, Math.Max(1, text.Length / 6)))}");
            }
        });
        return paths;
    }

    public static Option<string?> Output(string otherwise)
    {
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = $"Where results go [default: {otherwise}]" };
        output.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } folder && (string.IsNullOrWhiteSpace(folder) || File.Exists(folder)))
            {
                result.AddError($"--out {folder}: expected a folder.");
            }
        });
        return output;
    }

    /// <summary>An option that takes one of some words.</summary>
    public static Option<string> OneOf(string name, IReadOnlyList<string> values, string description, string? otherwise = null)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', values), Description = description, DefaultValueFactory = otherwise is null ? null : _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !values.Contains(value))
            {
                result.AddError($"{name} {value}: expected {CommandLine.Either(values)}.");
            }
        });
        return option;
    }

    /// <summary>An option that takes a number in a range; 0 where it is not given and nothing stands in for it.</summary>
    public static Option<int> Number(string name, string helpName, string description, int least, int most, int? otherwise = null)
    {
        var option = new Option<int>(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = otherwise is { } number ? _ => number : null,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int given) || given < least || given > most)
                {
                    argument.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} {text}: expected a whole number from {least} to {most}."));
                }

                return given;
            },
        };
        return option;
    }
}
