using System.CommandLine;
using OpcSpaces.CommandLine;
using OpcSpaces.Timing;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The option by which the clock of a command is shifted, for demonstrations.</summary>
internal sealed class ClockOption
{
    private const double MostSeconds = 400 * 86_400.0;

    private readonly TimeProvider _right;

    private readonly Option<double?> _ahead = ArgumentRules.Option(
        "--clock-ahead", "SECONDS", "Take for now what is this many seconds after now; negative for before. For demonstrations, together with the clock of the cloud", ArgumentRules.Number(-MostSeconds, MostSeconds, "seconds"), 0);

    public ClockOption(Command command, TimeProvider right)
    {
        _right = right;
        command.Options.Add(_ahead);
    }

    public TimeProvider Read(ParseResult parsed) => parsed.GetValue(_ahead) is { } seconds and not 0 ? new ShiftedTime(_right, TimeSpan.FromSeconds(seconds)) : _right;
}
