using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OpcSpaces.CommandLine;

/// <summary>A command line that asks for something impossible. The message has one line per fault, each a sentence with option, value and fix.</summary>
public sealed class CommandLineException(params IReadOnlyList<string> faults) : Exception(string.Join('\n', faults));

/// <summary>What is wrong with a command line, as sentences for the person who typed it.</summary>
internal static class CommandLineFaults
{
    /// <param name="parsed">The command line.</param>
    /// <param name="program">The program's name, as people type it.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, string program)
    {
        if (parsed.Errors.Count == 0)
            return [];
        var command = parsed.CommandResult.Command;
        var name = NameOf(parsed.CommandResult, program);
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return [Unknown(unknown, command, name)];
        if (NeedsCommand(command))
            return [$"the command is missing: give one of {string.Join(", ", command.Subcommands.Select(sub => sub.Name))} (see {name} --help)"];
        var faults = command.Options.Select(option => OfOption(parsed.GetResult(option), option))
            .Concat(command.Arguments.Select(argument => parsed.GetResult(argument) is { Tokens.Count: > 0 } ? null : $"{argument.Name} is missing: give {ArgumentRules.WantedBy(argument)}"))
            .OfType<string>()
            // Then the faults of the values, which ArgumentRules has put into sentences.
            .Concat(parsed.Errors.Where(error => error.SymbolResult is ArgumentResult or OptionResult && IsOurs(error)).Select(error => error.Message))
            .Distinct()
            .ToList();
        return faults.Count > 0 ? faults : [.. parsed.Errors.Select(error => $"{error.Message.TrimEnd('.')} (see {name} --help)").Distinct()];
    }

    // With the commands that it belongs to, as people type it.
    private static string NameOf(CommandResult command, string program) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent, program)} {command.Command.Name}" : program;

    // A command that does something itself may have commands, and needs none.
    private static bool NeedsCommand(Command command) => command.Subcommands.Count > 0 && command.Action is null;

    private static string Unknown(string token, Command command, string name) => token.StartsWith('-')
        ? $"{Terminal.Quote(token)} is not an option of {name}: see {name} --help"
        : NeedsCommand(command)
            ? $"{Terminal.Quote(token)} is not a command of {name}: give one of {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}"
            : $"{Terminal.Quote(token)} belongs to no option of {name}: remove it, or put the option's name before it (see {name} --help)";

    private static string? OfOption(OptionResult? result, Option option) => result switch
    {
        null or { Implicit: true } => option.Required ? $"{option.Name} is missing: add {option.Name} {option.HelpName}" : null,
        { IdentifierTokenCount: > 1 and var count } when !option.AllowMultipleArgumentsPerToken && option.Arity.MaximumNumberOfValues == 1 =>
            string.Create(CultureInfo.InvariantCulture, $"{option.Name} is given {count} times: give it once"),
        { Tokens.Count: 0 } when option.Arity.MinimumNumberOfValues > 0 => $"{option.Name} has no value: give {option.Name} {option.HelpName}",
        _ => null,
    };

    // The library's own messages begin with words of their own, and never with an option.
    private static bool IsOurs(ParseError error)
    {
        var name = error.SymbolResult switch
        {
            OptionResult option => option.Option.Name,
            ArgumentResult { Parent: OptionResult option } => option.Option.Name,
            ArgumentResult argument => argument.Argument.Name,
            _ => "",
        };
        return name.Length > 0 && error.Message.StartsWith(name + " ", StringComparison.Ordinal);
    }
}
