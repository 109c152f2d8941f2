using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Runtime.CompilerServices;
using OpcSpaces.Files;
using OpcSpaces.Points;

namespace OpcSpaces.CommandLine;

/// <summary>Reads one value. Returns null when it is valid, else the rest of a sentence: what is wrong with it, and what to give instead.</summary>
public delegate string? ValueRule<T>(string text, out T value);

/// <summary>
/// Makes the options of a command line, each with a rule for its values. The fault of a bad value is one sentence: the option, the
/// value, what is wrong with it, and what to give instead.
/// </summary>
public static class ArgumentRules
{
    // What an argument must be, for the fault when it is missing; its description in the help says what it is for.
    private static readonly ConditionalWeakTable<Argument, string> Wanted = [];

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

    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<string[]> Repeated(string name, string valueName, string description, ValueRule<string?> rule) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            foreach (var token in result.Tokens)
            {
                if (rule(token.Value, out _) is { } fault)
                    result.AddError($"{name} {Terminal.Quote(token.Value)} {fault}");
            }

            return [.. result.Tokens.Select(token => token.Value)];
        },
    };

    /// <summary>An argument without a name on the command line.</summary>
    /// <param name="name">Its name in the help, such as <c>FILE</c>.</param>
    /// <param name="description">One sentence for the help.</param>
    /// <param name="wanted">What must be given, such as "a CSV file".</param>
    /// <param name="rule">What the value must be.</param>
    public static Argument<T> Argument<T>(string name, string description, string wanted, ValueRule<T> rule)
    {
        var argument = new Argument<T>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Read(name, result, rule),
        };
        Wanted.Add(argument, wanted);
        return argument;
    }

    /// <summary>A whole number of a range.</summary>
    public static ValueRule<int?> Whole(int least, int most) => (text, out value) =>
    {
        var isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isWhole ? number : null;
        return isWhole && number >= least && number <= most ? null : string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}");
    };

    /// <summary>A number of a range, with or without decimals.</summary>
    /// <param name="least">The least number that is allowed.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="unit">In the plural, such as "seconds".</param>
    public static ValueRule<double?> Number(double least, double most, string unit) => (text, out value) =>
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = isNumber ? number : null;
        return isNumber && number >= least && number <= most ? null : string.Create(CultureInfo.InvariantCulture, $"must be a number of {unit} from {least} to {most}");
    };

    /// <summary>One of several words.</summary>
    public static ValueRule<string?> OneOf(IReadOnlyList<string> words, string what) => (text, out value) =>
    {
        value = text;
        return words.Contains(text) ? null : $"is not {what}: give one of {string.Join(", ", words)}";
    };

    // What .NET makes of bytes on the command line that are not UTF-8.
    private const char NoText = '\uFFFD';

    /// <summary>An id that becomes a level of a topic.</summary>
    /// <param name="mayBeEmpty">Whether "" means none.</param>
    public static ValueRule<string?> Id(bool mayBeEmpty) => (text, out value) =>
    {
        value = text;
        if (text.Contains(NoText))
            return "is not UTF-8: give an id in UTF-8";
        return (mayBeEmpty && text.Length == 0) || EntityId.Fault(text) is not { } fault ? null
            : $"{fault}: give an id without + # / and control characters, at most {EntityId.MaxBytes} bytes long{(mayBeEmpty ? ", or \"\" for none" : "")}";
    };

    /// <summary>The name of a file or of something else. Refused are empty names, names with control characters, and directories.</summary>
    /// <param name="text">The value.</param>
    /// <param name="what">What it should be, such as "a CSV file".</param>
    /// <param name="value">The same text.</param>
    public static string? FileName(string text, string what, out string? value) => Name(text, what, out value)
        ?? (Directory.Exists(text) ? $"is a directory: give {what}" : null);

    /// <summary>A file to write.</summary>
    public static string? OutputFile(string text, out string? value) => FileName(text, "a file to write", out value);

    /// <summary>A regular file that exists and can be read.</summary>
    /// <param name="what">What it should be, such as "a CSV file".</param>
    /// <param name="mostBytes">The largest size that is accepted.</param>
    public static ValueRule<string?> ExistingFile(string what, long mostBytes = NamedFile.MostBytes) => (text, out value) =>
        FileName(text, what, out value) ?? (NamedFile.Fault(text, mostBytes) is { } fault ? $"{fault.Fault}: give {what}" : null);

    /// <summary>A directory that exists or can be made.</summary>
    public static string? DirectoryName(string text, out string? value) => Name(text, "a directory", out value)
        ?? (File.Exists(text) ? "is a file: give a directory" : null);

    /// <summary>HOST:PORT.</summary>
    public static string? Server(string text, out HostAndPort? value)
    {
        value = HostAndPort.Parse(text);
        return value is null ? "must be HOST:PORT with a port from 1 to 65535, such as 127.0.0.1:1883" : null;
    }

    /// <summary>An IP address of this machine.</summary>
    public static string? IpAddress(string text, out string? value)
    {
        value = text;
        return IpAddressText.IsAddress(text) ? null : "must be an IP address, such as 127.0.0.1 or ::1";
    }

    /// <summary>What an argument must be.</summary>
    internal static string WantedBy(Argument argument) => Wanted.TryGetValue(argument, out var wanted) ? wanted : argument.Name;

    private static string? Name(string text, string what, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? $"is empty: give {what}"
            : text.Any(char.IsControl) ? $"contains a control character: give {what}"
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
