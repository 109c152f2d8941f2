using Microsoft.Extensions.Logging;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Whether the server takes readings, since when it does not, and what to do. The log gets one line per outage, not one per attempt. Thread-safe.</summary>
internal sealed partial class InfluxOutage(InfluxOptions options, TimeProvider time, ILogger logger)
{
    // Guards what follows: requests run side by side.
    private readonly Lock _gate = new();
    private SeriesOutage? _now;
    private InfluxTrouble _logged;
    private string? _lastFault;

    public SeriesOutage? Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    public string? LastFault
    {
        get
        {
            lock (_gate)
                return _lastFault;
        }
    }

    public void Failed(in InfluxAnswer answer)
    {
        lock (_gate)
        {
            var isNews = _now is null || _logged != answer.Trouble;
            _lastFault = answer.Text;
            _now = new SeriesOutage(_now?.Since ?? time.GetUtcNow(), answer.Text, answer.Fix ?? FixOf(answer.Trouble));
            if (!isNews)
                return;
            _logged = answer.Trouble;
            if (_now.Fix is { } fix)
                LogToFix(options.Url, answer.Text, fix);
            else
                LogAway(options.Url, answer.Text);
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            if (_now is null)
                return;
            var lasted = time.GetUtcNow() - _now.Since;
            LogBack(options.Url, lasted);
            _now = null;
        }
    }

    private string? FixOf(InfluxTrouble trouble) => trouble switch
    {
        InfluxTrouble.Token when options.TokenFile.Length == 0 => "Give the cloud a file with a valid token (--influx-token-file).",
        InfluxTrouble.Token => $"Put a valid token into {options.TokenFile}; the cloud reads it again at the next attempt.",
        InfluxTrouble.Rights => $"Give the token the permission to write to '{options.Database}', or put another one into {options.TokenFile}; the cloud reads it again at the next attempt.",
        InfluxTrouble.Target => $"Create the bucket or database '{options.Database}' on {options.Url}, or correct the address (--influx).",
        InfluxTrouble.Address => $"Correct the address (--influx): {options.Url} redirects to another one.",
        InfluxTrouble.Stranger => $"Check that InfluxDB is at {options.Url}, and not a proxy, a sign-in page or another service (--influx).",
        InfluxTrouble.Everything => $"Check the server's log and '{options.Database}' on {options.Url}: it refuses every reading.",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "InfluxDB at {Url} takes no readings ({Why}). {Fix} Until then they wait in the journal.")]
    private partial void LogToFix(string url, string why, string fix);

    [LoggerMessage(Level = LogLevel.Warning, Message = "InfluxDB at {Url} cannot take readings at present ({Why}); they wait in the journal.")]
    private partial void LogAway(string url, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "InfluxDB at {Url} takes readings again, after {Lasted}.")]
    private partial void LogBack(string url, TimeSpan lasted);
}
