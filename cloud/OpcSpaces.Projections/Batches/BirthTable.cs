using OpcSpaces.Wire.Host;

namespace OpcSpaces.Projections.Batches;

/// <summary>
/// What one journaled birth means to one projection: for each of its metrics the projection's own point, or null for a metric that
/// the projection does not use.
/// </summary>
internal sealed class BirthTable<TPoint>(BirthCertificate certificate, TPoint?[] points)
    where TPoint : class
{
    public BirthCertificate Certificate { get; } = certificate;

    /// <summary>By <see cref="BirthMetric.Index"/>.</summary>
    public TPoint?[] Points { get; } = points;
}
