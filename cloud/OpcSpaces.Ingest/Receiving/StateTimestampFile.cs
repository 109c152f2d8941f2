using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using OpcSpaces.Points;
using OpcSpaces.Storage.Files;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Keeps the timestamp of the last STATE message in a small file that is replaced as a whole: ms since 1970 UTC as decimal text. A
/// file without a plausible timestamp is named in the log and not used: the next STATE then has the clock's time.
/// </summary>
internal sealed partial class StateTimestampFile(string path, ILogger logger) : IStateTimestampStore
{
    private const int MostDigits = 19;

    public long? Read()
    {
        if (!File.Exists(path))
            return null;
        Span<byte> text = stackalloc byte[MostDigits + 1];
        text = text[..Read(text)];
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms >= PlausibleTime.EarliestMs) // a number that was cut off is smaller
            return ms;
        LogNotUsed(path);
        return null;
    }

    public void Write(long timestampMs)
    {
        try
        {
            ReplacedFile.Write(path, file => file.Write(Encoding.ASCII.GetBytes(timestampMs.ToString(CultureInfo.InvariantCulture))));
        }
        catch (UnauthorizedAccessException e)
        {
            // A directory that may not be written is an outage as a full disk is, and ends when somebody has corrected it.
            throw new IOException(e.Message, e);
        }
    }

    private int Read(Span<byte> text)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "'{Path}' holds no timestamp in ms since 1970, so it is not used and is written anew with the next STATE.")]
    private partial void LogNotUsed(string path);
}
