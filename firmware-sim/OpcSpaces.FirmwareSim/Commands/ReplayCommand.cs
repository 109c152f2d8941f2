using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>replay FILE</c>: plays recorded motion on the pins of a real gateway.</summary>
internal sealed class ReplayCommand : Command
{
    private const string WantedFile = "a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)";

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly FleetArguments _fleet;

    private readonly Argument<string?> _file = ArgumentRules.Argument("FILE", "The recording to play: " + WantedFile, WantedFile, ArgumentRules.ExistingFile(WantedFile, RecordingReader.MostBytes));

    private readonly Option<string[]> _columns = ArgumentRules.Names("--columns", "Names of the motion columns; each becomes a desk [default: all that end in _PIR]", "S6_PIR,S7_PIR");

    private readonly Option<double?> _speed = FleetArguments.SpeedOption("Play N times faster than real time; 0 or max plays as fast as possible", VirtualTimePacer.Unlimited);

    private readonly Option<double?> _utcOffset = ArgumentRules.Option(
        "--utc-offset", "HOURS", "Time zone of the recording, in hours ahead of UTC", ArgumentRules.Number(-14, 14, "hours"), 0);

    private readonly Option<int?> _holdOff = ArgumentRules.Option(
        "--hold-off", "SECONDS", "End each stay this many seconds after the last motion [default: the gateway estimates presence]", ArgumentRules.Whole(1, 86_400));

    private readonly Option<bool> _exit = ArgumentRules.Flag("--exit", "Exit when the cloud has stored all readings, instead of keeping the gateway online");

    public ReplayCommand(TextWriter output, TimeProvider time) : base("replay", """
        Play a recording (CSV) on the pins of a gateway. The readings have the times of the recording

        Examples:
          opcspaces-sim replay firmware-sim/recordings/room-occupancy.csv --data ./replay
          opcspaces-sim replay recording.csv --data ./replay --columns Desk1,Desk2 --utc-offset 8 --speed 60
        """)
    {
        (_output, _time) = (output, time);
        Arguments.Add(_file);
        _fleet = new FleetArguments(this);
        foreach (var option in new Option[] { _columns, _speed, _utcOffset, _holdOff, _exit })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var columns = parsed.GetValue(_columns) is { Length: > 0 } named ? named : null;
        var file = parsed.GetRequiredValue(_file)!;
        var recording = RecordingReader.ReadFile(file, columns, TimeSpan.FromMinutes(Math.Round(parsed.GetValue(_utcOffset)!.Value * 60)));
        if (recording.Rows[^1].At > _time.GetUtcNow())
        {
            throw new RecordingException(file, [new RecordingFault(0, string.Create(
                CultureInfo.InvariantCulture,
                $"ends at {recording.Rows[^1].At.ToUniversalTime():yyyy-MM-dd HH:mm:ss}Z, which is in the future: give a recording of the past, or correct --utc-offset"))]);
        }
        var options = new ReplayOptions { Fleet = _fleet.Read(parsed) with { HoldOffSeconds = parsed.GetValue(_holdOff) }, Speed = parsed.GetValue(_speed)!.Value };
        using var running = _fleet.Start(parsed, _output, _time, stop);
        await using var replay = new Replay(recording, options, _time, running.Loggers);
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {Terminal.Count(replay.Rows, "row")} of {string.Join(", ", recording.Columns)}, {recording.Rows[0].At:yyyy-MM-dd HH:mm:ss} to {recording.Rows[^1].At:yyyy-MM-dd HH:mm:ss}"));
        var exits = parsed.GetValue(_exit);
        await running.RunAsync(
            token => replay.RunAsync((fleet, end) => exits ? fleet.WaitUntilCommittedAsync(end) : fleet.Ended.WaitAsync(end), token),
            () => Progress(replay));
        return 0;
    }

    private static string Progress(Replay replay)
    {
        var fleet = replay.Fleet?.Progress;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"gateways {fleet?.Connected ?? 0}/1 · rows {replay.RowsPlayed:N0}/{replay.Rows:N0} · readings {replay.ReadingsMade:N0} · backlog {Terminal.Count((long)(fleet?.Backlog ?? 0), "batch")} · recording at {replay.Now:yyyy-MM-dd HH:mm:ss}");
    }
}
