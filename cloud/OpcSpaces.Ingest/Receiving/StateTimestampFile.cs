using System.Globalization;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>Keeps the last STATE timestamp in a small file, replaced whole and synced. A file that cannot be read counts as none.</summary>
internal sealed class StateTimestampFile(string path) : IStateTimestampStore
{
    public long? Read() =>
        File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : null;

    public void Write(long timestampMs)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(timestampMs.ToString(CultureInfo.InvariantCulture)));
            // If we crash here, the old file still stands.
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}
