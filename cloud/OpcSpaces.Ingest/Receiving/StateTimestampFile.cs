using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using OpcSpaces.Files;
using OpcSpaces.Points;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Keeps the timestamp of the last STATE message in a small file that is replaced as a whole: ms since 1970 UTC as decimal text. A
/// file that cannot be used is named in the log: the next STATE then has the clock's time. Ingest goes on without it, because it only
/// matters when the clock is set back while the cloud is stopped.
/// </summary>
internal sealed partial class StateTimestampFile(string path, ILogger logger) : IStateTimestampStore
{
    private const int MostDigits = 19;

    private long? _last; // what this process wrote, also when the disk did not accept it
    private string? _loggedReason; // a reason that repeats is logged once

    public long? Read()
    {
        if (_last is not null)
            return _last;
        try
        {
            return ReadFile();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OnFault(e.Message);
            return null;
        }
    }

    public void Write(long timestampMs)
    {
        _last = timestampMs;
        try
        {
            ReplacedFile.Write(path, file => file.Write(Encoding.ASCII.GetBytes(timestampMs.ToString(CultureInfo.InvariantCulture))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OnFault(e.Message);
        }
    }

    private long? ReadFile()
    {
        if (!Path.Exists(path))
            return null;
        Span<byte> text = stackalloc byte[MostDigits + 1];
        using var file = File.OpenRead(path);
        text = text[..file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms >= PlausibleTime.EarliestMs) // a number that was cut off is smaller
            return ms;
        LogNotUsed(path);
        return null;
    }

    private void OnFault(string reason)
    {
        if (reason == _loggedReason)
            return;
        _loggedReason = reason;
        LogNotKept(path, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "'{Path}' is not a timestamp in ms since 1970. It is ignored and will be overwritten with the next STATE")]
    private partial void LogNotUsed(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "'{Path}' cannot be read or written: {Reason}. If the clock is set back while the cloud is stopped, gateways may ignore its next STATE. Make the path a file that this account can write")]
    private partial void LogNotKept(string path, string reason);
}
