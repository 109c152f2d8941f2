using Microsoft.Extensions.Logging;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Whether the server takes readings, since when it does not, and what to mend; says so in the log once, and not for each attempt. Thread-safe.</summary>
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
            _now = new SeriesOutage(_now?.Since ?? time.GetUtcNow(), answer.Text, MendOf(answer.Trouble));
            if (!isNews)
                return;
            _logged = answer.Trouble;
            if (_now.Mend is { } mend)
                LogToMend(options.Url, answer.Text, mend);
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

    private string? MendOf(InfluxTrouble trouble) => trouble switch
    {
        InfluxTrouble.Token when options.TokenFile.Length == 0 => "Give the cloud a file with a valid token (--influx-token-file).",
        InfluxTrouble.Token => $"Put a valid token into {options.TokenFile}; it is read again at the next attempt.",
        InfluxTrouble.Rights => $"Let the token write to '{options.Database}', or put another into {options.TokenFile}; it is read again at the next attempt.",
        InfluxTrouble.Target => $"Make the bucket or database '{options.Database}' on {options.Url}, or correct the address (--influx).",
        InfluxTrouble.Address => $"Correct the address (--influx): {options.Url} answers that it is elsewhere.",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "InfluxDB at {Url} takes no readings ({Why}). {Mend} Until then they wait in the journal.")]
    private partial void LogToMend(string url, string why, string mend);

    [LoggerMessage(Level = LogLevel.Warning, Message = "InfluxDB at {Url} is away ({Why}); readings wait in the journal.")]
    private partial void LogAway(string url, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "InfluxDB at {Url} takes readings again, after {Lasted}.")]
    private partial void LogBack(string url, TimeSpan lasted);
}
