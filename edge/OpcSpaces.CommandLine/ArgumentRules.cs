using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Commands.Arguments;

/// <summary>Reads one value. Returns null when it is valid, else the rest of a sentence: what is wrong with it, and what to give instead.</summary>
internal delegate string? ValueRule<T>(string text, out T value);

/// <summary>
/// Makes the options of a command line, each with a rule for its values. The fault of a bad value is one sentence: the option, the
/// value, what is wrong with it, and what to give instead.
/// </summary>
internal static class ArgumentRules
{
    /// <summary>An option that takes one value.</summary>
    /// <param name="name">Such as <c>--days</c>.</param>
    /// <param name="valueName">The value's name in the help, such as <c>N</c>.</param>
    /// <param name="description">One sentence for the help.</param>
    /// <param name="rule">What the value must be.</param>
    public static Option<T> Option<T>(string name, string valueName, string description, ValueRule<T> rule) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Read(name, result, rule),
    };

    /// <summary>As <see cref="Option{T}(string, string, string, ValueRule{T})"/>, with the value that it has when it is not given.</summary>
    public static Option<T> Option<T>(string name, string valueName, string description, ValueRule<T> rule, T otherwise)
    {
        var option = Option(name, valueName, description, rule);
        option.DefaultValueFactory = _ => otherwise;
        return option;
    }

    /// <summary>An option that takes several names, separated by spaces or commas.</summary>
    public static Option<string[]> Names(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            string[] names = [.. result.Tokens.SelectMany(token => token.Value.Split(','))];
            if (names.Any(string.IsNullOrWhiteSpace))
                result.AddError($"{name} {Terminal.Quote(string.Join(',', names))} contains an empty name: give names such as {example}");
            return names;
        },
    };

    /// <summary>An option that takes no value.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An argument without a name on the command line.</summary>
    public static Argument<T> Argument<T>(string name, string description, ValueRule<T> rule) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Read(name, result, rule),
    };

    /// <summary>A whole number of a range.</summary>
    public static ValueRule<int?> Whole(int least, int most) => (text, out value) =>
    {
        var isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isWhole ? number : null;
        return isWhole && number >= least && number <= most ? null : string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}: give one");
    };

    /// <summary>A number of a range, with or without decimals.</summary>
    /// <param name="least">The least number that is allowed.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="unit">In the plural, such as "seconds".</param>
    public static ValueRule<double?> Number(double least, double most, string unit) => (text, out value) =>
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isNumber ? number : null;
        return isNumber && number >= least && number <= most ? null : string.Create(CultureInfo.InvariantCulture, $"is not a number of {unit} from {least} to {most}: give one");
    };

    /// <summary>One of several words.</summary>
    public static ValueRule<string?> OneOf(IReadOnlyList<string> words, string what) => (text, out value) =>
    {
        value = text;
        return words.Contains(text) ? null : $"is not {what}: give one of {string.Join(", ", words)}";
    };

    /// <summary>An id that becomes a level of a topic.</summary>
    /// <param name="mayBeEmpty">Whether "" means none.</param>
    public static ValueRule<string?> Id(bool mayBeEmpty) => (text, out value) =>
    {
        value = text;
        return (mayBeEmpty && text.Length == 0) || EntityId.Fault(text) is not { } fault ? null
            : $"{fault}: give an id without + # / and control characters, at most {EntityId.MaxBytes} bytes long{(mayBeEmpty ? ", or \"\" for none" : "")}";
    };

    /// <summary>The name of a file or of something else; only empty names, directories and names that no file can have are refused.</summary>
    /// <param name="what">What it should be, such as "a CSV file".</param>
    public static string? FileName(string text, string what, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? $"is empty: give {what}"
            : text.Contains('\0', StringComparison.Ordinal) ? $"contains a NUL character: give {what}"
            : Directory.Exists(text) ? $"is a directory: give {what}"
            : null;
    }

    /// <summary>A file to write.</summary>
    public static string? OutputFile(string text, out string? value) => FileName(text, "a file to write", out value);

    /// <summary>A file that must exist.</summary>
    public static ValueRule<string?> ExistingFile(string what) => (text, out value) =>
        FileName(text, what, out value) ?? (File.Exists(text) ? null : $"does not exist: give {what}");

    /// <summary>A directory that exists or can be made.</summary>
    public static string? DirectoryName(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty: give a directory"
            : text.Contains('\0', StringComparison.Ordinal) ? "contains a NUL character: give a directory"
            : File.Exists(text) ? "is a file: give a directory"
            : null;
    }

    private static T Read<T>(string name, ArgumentResult result, ValueRule<T> rule)
    {
        // A repeated option has several values; CommandLineFaults refuses it.
        var text = result.Tokens[^1].Value;
        if (rule(text, out var value) is { } fault)
            result.AddError($"{name} {Terminal.Quote(text)} {fault}");
        return value;
    }
}
