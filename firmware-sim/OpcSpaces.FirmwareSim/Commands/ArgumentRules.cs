using System.CommandLine;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>What values of options must keep to; each fault is one line that names the option.</summary>
internal static class ArgumentRules
{
    /// <summary>Refuses an empty text before anybody takes it for a file.</summary>
    public static void NotEmpty(this Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{option.Name} \"\" names nothing");
    });

    /// <summary>As <see cref="NotEmpty(Option)"/>.</summary>
    public static void NotEmpty(this Argument argument) => argument.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{argument.Name} \"\" names nothing");
    });

    /// <summary>Whole numbers, where one is given.</summary>
    public static void Within<T>(this Option<T> option, int least, int most) => option.Validators.Add(result =>
    {
        if (!result.Errors.Any() && result.GetValue(option) is int number && (number < least || number > most))
            result.AddError($"{option.Name} is not between {least} and {most}");
    });

    /// <summary>An id that becomes a level of a topic.</summary>
    public static void Id(this Option<string?> option, bool mayBeEmpty) => option.Validators.Add(result =>
    {
        if (!result.Errors.Any() && result.GetValue(option) is { } id && !(mayBeEmpty && id.Length == 0) && EntityId.Fault(id) is { } problem)
            result.AddError($"{option.Name} \"{id}\" {problem}");
    });
}
