using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace OpcSpaces.Run;

/// <summary>Reads the command line. Every fault is a <see cref="RunFault"/> with one sentence that says what to write instead.</summary>
internal sealed partial class RunArguments
{
    private static readonly string[] WithValue = ["--port", "--data", "--replay", "--days", "--speed", "--broker", "--broker-listen", "--broker-port", "--influx", "--clock", "--for"];

    private const string DemoClock = "demo", RealClock = "real";

    private readonly Dictionary<string, string> _given = [];

    private RunArguments(IReadOnlyList<string> arguments)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            var option = arguments[at];
            if (option is "--no-sim")
                _given[option] = "";
            else if (WithValue.Contains(option))
                Take(option, at + 1 < arguments.Count ? arguments[++at] : "");
            else
                throw new RunFault($"unknown option '{option}' (see --help)");
        }
    }

    private bool Simulates => !_given.ContainsKey("--no-sim");

    /// <summary>Null when the help is asked for.</summary>
    public static RunOptions? Read(IReadOnlyList<string> arguments, string defaultData, string currentDirectory)
    {
        var help = arguments.ToList().FindIndex(argument => argument is "--help" or "-h");
        if (help >= 0)
        {
            _ = new RunArguments([.. arguments.Take(help)]);
            return null;
        }

        return new RunArguments(arguments).Options(defaultData, currentDirectory);
    }

    private void Take(string option, string value)
    {
        if (_given.ContainsKey(option))
            throw new RunFault($"{option} is given twice: give it once");
        if (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal))
            throw new RunFault($"{option} needs a value (see --help)");
        _given[option] = value;
    }

    private RunOptions Options(string defaultData, string currentDirectory)
    {
        Check("--port", Whole(1, 65535), "a port: give a number from 1 to 65535");
        Check("--speed", Number(1_000_000), "a speed: give a number from 0 to 1000000");
        Check("--days", Whole(0, 3660), "a number of days: give a whole number from 0 to 3660");
        Check("--for", Number(31_536_000), "a number of seconds: give a number from 0 to 31536000");
        Check("--broker", IsBroker, "HOST:PORT: give a host and a port from 1 to 65535, such as 10.0.0.5:1883");
        Check("--broker-listen", IsAddress, "an IP address: give one of this machine, or 0.0.0.0 for all of them");
        Check("--broker-port", Whole(1, 65535), "a port: give a number from 1 to 65535");
        Check("--influx", text => HttpUrl().IsMatch(text), "an http(s) URL: give one such as http://127.0.0.1:8086?db=opcspaces");
        Check("--clock", text => text is DemoClock or RealClock, $"a clock: give {DemoClock} or {RealClock}");
        if (Find("--clock") == DemoClock && (!Simulates || _given.ContainsKey("--replay") || _given.ContainsKey("--speed")))
            throw new RunFault($"--clock {DemoClock} is for simulated people in real time: leave it out, or leave out --no-sim, --replay and --speed");
        foreach (var option in (string[])["--days", "--speed", "--replay"])
        {
            if (!Simulates && _given.ContainsKey(option))
                throw new RunFault($"{option} needs simulated gateways, and --no-sim starts none: give one of the two");
        }

        foreach (var option in (string[])["--broker-listen", "--broker-port"])
        {
            if (Find("--broker") is not null && _given.ContainsKey(option))
                throw new RunFault($"{option} is for the broker in the cloud, and --broker uses another: give one of the two");
        }

        CheckReplay(currentDirectory);
        var defaults = new RunOptions { DataDirectory = defaultData };
        return defaults with
        {
            Port = Find("--port") is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : defaults.Port,
            DataDirectory = Path.GetFullPath(Find("--data") ?? defaultData, currentDirectory),
            Replay = Find("--replay") is { } replay ? Path.GetFullPath(replay, currentDirectory) : null,
            Days = Find("--days") is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : defaults.Days,
            Speed = Find("--speed"),
            Broker = Find("--broker"),
            BrokerListen = IPAddress.Parse(Find("--broker-listen") ?? defaults.BrokerListen.ToString()),
            BrokerPort = Find("--broker-port") is { } brokerPort ? int.Parse(brokerPort, CultureInfo.InvariantCulture) : null,
            Influx = Find("--influx"),
            Simulates = Simulates,
            HasDemoClock = Find("--clock") is { } clock ? clock == DemoClock : Simulates && !_given.ContainsKey("--replay") && !_given.ContainsKey("--speed"),
            Duration = Find("--for") is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
            DurationText = Find("--for"),
        };
    }

    private void CheckReplay(string currentDirectory)
    {
        if (Find("--replay") is not { } replay)
            return;
        if (_given.ContainsKey("--days"))
            throw new RunFault("--days is for simulated people, and --replay plays a recording instead: give one of the two");
        var path = Path.GetFullPath(replay, currentDirectory);
        if (Directory.Exists(path))
            throw new RunFault($"--replay '{replay}' is a directory: give a CSV file");
        if (!IsReadableFile(path))
            throw new RunFault($"--replay '{replay}' cannot be read: give a CSV file that exists, is readable and is not empty");
    }

    private string? Find(string option) => _given.GetValueOrDefault(option);

    private void Check(string option, Func<string, bool> isValid, string what)
    {
        if (Find(option) is { } text && !isValid(text))
            throw new RunFault($"{option} '{text}' is not {what}");
    }

    private static Func<string, bool> Whole(int least, int most) => text =>
        WholeNumber().IsMatch(text) && int.Parse(text, CultureInfo.InvariantCulture) is var number && number >= least && number <= most;

    private static Func<string, bool> Number(double most) => text =>
        DecimalNumber().IsMatch(text) && double.Parse(text, CultureInfo.InvariantCulture) <= most;

    private static bool IsBroker(string text) => HostAndPort().Match(text) is { Success: true } match && Whole(1, 65535)(match.Groups["port"].Value);

    // .NET also reads 1 and 010.0.0.1, as 0.0.0.1 and 8.0.0.1.
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out var address)
        && (text.Contains(':', StringComparison.Ordinal) ? !text.Contains('[', StringComparison.Ordinal) : address.ToString() == text);

    private static bool IsReadableFile(string path)
    {
        try
        {
            // A device such as /dev/null can be opened, and has no recording.
            using var file = File.OpenRead(path);
            return file.CanSeek && file.Length > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[0-9]{1,9}$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex("^[0-9]{1,9}([.][0-9]{1,9})?$")]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(?<port>[0-9]+)$")]
    private static partial Regex HostAndPort();

    [GeneratedRegex(@"^https?://[^/?#\s]+([/?#]\S*)?$")]
    private static partial Regex HttpUrl();
}

/// <summary>Why it cannot start, or had to stop: <paramref name="line"/> is for the user.</summary>
internal sealed class RunFault(string line, int code = RunFault.Refused) : Exception(line)
{
    public const int Refused = 2, Stopped = 1;

    public int Code { get; } = code;
}
