using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Dashboards.Live;

/// <summary>The drawn building and the version by which an open page knows that it has become another.</summary>
/// <param name="Community">Floors, zones and desks.</param>
/// <param name="Version">Differs whenever <paramref name="Community"/> does.</param>
public sealed record LivePlan(Community Community, string Version);
