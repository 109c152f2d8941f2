using System.Globalization;
using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.CommandLine;

/// <summary>Text for a terminal. Terminals take control characters as commands, and what is shown may come from any file.</summary>
public static class Terminal
{
    private const int MostQuoted = 200;

    // A file with a fault in every row would fill the screen with them.
    private const int MostLines = 50;

    /// <summary>One line without control characters.</summary>
    public static string Printable(string line) => line.Any(char.IsControl) ? string.Concat(line.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)) : line;

    /// <summary>What somebody typed, in quotation marks, on one line and with at most so many characters.</summary>
    public static string Quote(string text, int most = MostQuoted) => $"\"{Printable(text.Length > most ? text.CutTo(most) + "…" : text)}\"";

    /// <summary>A number with its noun: "1 floor", "2 floors", "2 batches".</summary>
    public static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : noun.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}");

    /// <summary>Writes the lines of a message, each after the program's name; of very many only the first.</summary>
    public static void Say(TextWriter error, string program, string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Take(MostLines))
            error.WriteLine($"{program}: {Printable(line.TrimEnd('\r'))}");
        if (lines.Length > MostLines)
            error.WriteLine($"{program}: and {Count(lines.Length - MostLines, "more line")}");
    }

    /// <summary>Writes what a command found: as its output, or as a message where it has not done its work.</summary>
    /// <returns>The exit code.</returns>
    public static int Say(TextWriter output, TextWriter error, string program, CommandAnswer answer)
    {
        if (answer.Code != ExitCode.Done)
        {
            Say(error, program, string.Join('\n', answer.Lines));
            return answer.Code;
        }

        var terminal = new TerminalWriter(output);
        foreach (var line in answer.Lines) terminal.WriteLine(line);
        return answer.Code;
    }
}

/// <summary>What came of a command.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Lines">What is said about it; of faults, the first line says how many there are.</param>
public sealed record CommandAnswer(int Code, IReadOnlyList<string> Lines);

/// <summary>Writes lines to a terminal, without control characters.</summary>
public sealed class TerminalWriter(TextWriter output) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => output.Write(value == '\n' || !char.IsControl(value) ? value : '\uFFFD');

    public override void Write(string? value) => output.Write(value is null ? null : Lines(value));

    public override void WriteLine(string? value) => output.WriteLine(value is null ? null : Lines(value));

    public override Task WriteLineAsync(string? value) => output.WriteLineAsync(value is null ? null : Lines(value));

    public override void Flush() => output.Flush();

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Terminal.Printable));
}
