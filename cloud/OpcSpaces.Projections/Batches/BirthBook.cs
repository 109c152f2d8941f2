using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Projections.Batches;

/// <summary>
/// The births that are valid at one projection's position, by gateway and device. It follows from the journal alone: it is updated while
/// entries are read in order, and rebuilt from the journal's births when a projection starts in the middle.
/// </summary>
internal sealed class BirthBook<TPoint>(Func<JournalEntry, BirthMetric, TPoint?> resolve)
    where TPoint : class
{
    private readonly Dictionary<(string Gateway, string Device), BirthTable<TPoint>> _tables = [];

    /// <summary>Takes a birth. Returns null when it cannot be read; the birth before it is then no longer valid either.</summary>
    public BirthTable<TPoint>? Learn(JournalEntry birth)
    {
        var key = (birth.Gateway, birth.Device ?? "");
        if (!BirthCertificate.TryRead(birth.Payload, out var certificate, out _))
        {
            _tables.Remove(key);
            return null;
        }
        var points = new TPoint?[certificate!.Metrics.Count];
        for (var i = 0; i < points.Length; i++)
            points[i] = resolve(birth, certificate.Metrics[i]);
        return _tables[key] = new BirthTable<TPoint>(certificate, points);
    }

    public BirthTable<TPoint>? Find(string gateway, string? device) => _tables.GetValueOrDefault((gateway, device ?? ""));

    public void Clear() => _tables.Clear();
}
