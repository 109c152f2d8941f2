using System.CommandLine;
using System.Globalization;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>replay FILE</c>: recorded motion on the pins of a real gateway.</summary>
internal sealed class ReplayCommand : Command
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly FleetArguments _fleet;

    private readonly Argument<FileInfo> _file = new("FILE") { Description = "CSV with the columns Date, Time and one or more of motion (0 or 1)" };

    private readonly Option<string[]> _columns = new("--columns")
    {
        Description = "The motion columns, each a desk [default: all that end in _PIR]",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<double> _speed = FleetArguments.SpeedOption("How many times faster than it was recorded; 0 or max as fast as possible", VirtualTimePacer.Unlimited);

    private readonly Option<double> _utcOffset = new("--utc-offset")
    {
        Description = "Hours by which the recording's clock is ahead of UTC",
        HelpName = "HOURS",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<int?> _holdOff = new("--hold-off")
    {
        Description = "End stays a fixed time after the last motion [default: the agent's estimator decides]",
        HelpName = "SECONDS",
    };

    private readonly Option<bool> _exit = new("--exit") { Description = "End when the cloud has everything, instead of keeping the gateway online" };

    public ReplayCommand(TextWriter output, TimeProvider time) : base("replay", "Play a recorded CSV through the pins of a gateway; readings carry the recording's time")
    {
        (_output, _time) = (output, time);
        Arguments.Add(_file);
        _fleet = new FleetArguments(this);
        _file.NotEmpty();
        _utcOffset.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValue(_utcOffset) is not (>= -14 and <= 14))
                result.AddError("--utc-offset is not between -14 and 14 hours");
        });
        _holdOff.Within(1, 86_400);
        foreach (var option in new Option[] { _columns, _speed, _utcOffset, _holdOff, _exit })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var columns = parsed.GetValue(_columns) is { Length: > 0 } named ? named.SelectMany(name => name.Split(',')).ToArray() : null;
        var file = parsed.GetRequiredValue(_file).ToString();
        var recording = RecordingReader.ReadFile(file, columns, TimeSpan.FromMinutes(Math.Round(parsed.GetValue(_utcOffset) * 60)));
        if (recording.Rows[^1].At > _time.GetUtcNow())
            throw new RecordingException(file, [new RecordingFault(0, string.Create(CultureInfo.InvariantCulture, $"ends at {recording.Rows[^1].At.ToUniversalTime():yyyy-MM-dd HH:mm:ss}Z, which is still to come: nothing is played before its time"))]);
        using var running = _fleet.Start(parsed, _output, _time, stop);
        var options = new ReplayOptions { Fleet = _fleet.Read(parsed) with { HoldOffSeconds = parsed.GetValue(_holdOff) }, Speed = parsed.GetValue(_speed) };
        await using var replay = new Replay(recording, options, _time, running.Loggers);
        await _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {replay.Rows:N0} rows of {string.Join(", ", recording.Columns)}, {recording.Rows[0].At:yyyy-MM-dd HH:mm:ss} to {recording.Rows[^1].At:yyyy-MM-dd HH:mm:ss}"));
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
            $"gateways {fleet?.Connected ?? 0}/1 · rows {replay.RowsPlayed:N0}/{replay.Rows:N0} · readings {replay.ReadingsMade:N0} · backlog {fleet?.Backlog ?? 0:N0} batches · recording at {replay.Now:yyyy-MM-dd HH:mm:ss}");
    }
}
