using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Tenancy;

/// <summary>A desk, or a room that is sensed as a whole, with what the registry says about it over time.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Point">The id of its point, such as <c>desk/12</c>.</param>
/// <param name="IsDesk">Whether it is a desk.</param>
/// <param name="Capacity">For how many people it is made; 1 for a desk.</param>
public sealed record PlaceFacts(Zone Zone, string Point, bool IsDesk, int Capacity)
{
    /// <summary>Its leases, and those of its whole zone, by their first days.</summary>
    public IReadOnlyList<Lease> Leases { get; init; } = [];

    /// <summary>When it is out of service.</summary>
    public IReadOnlyList<OutOfService> OutOfService { get; init; } = [];

    /// <summary>When its present sensor began (the newest generation of its point); null where the registry does not say.</summary>
    public DateTimeOffset? SensorSince { get; init; }

    /// <summary>When each of its sensors began, in the order of the generations of its point.</summary>
    public IReadOnlyList<DateTimeOffset> SensorStarts { get; init; } = [];

    /// <summary>Its key in the community: <c>open-3/desk/12</c>.</summary>
    public string Key => $"{Zone.Id}/{Point}";

    /// <summary>The lease that rents it on a date; null for none.</summary>
    public Lease? LeaseOn(DateOnly date) => Leases.FirstOrDefault(lease => lease.From <= date && !(lease.To < date));

    /// <summary>Whether its zone is rented out: an open area or a private office.</summary>
    public bool IsLeasable => Zone.Kind is Spaces.ZoneKind.OpenArea or Spaces.ZoneKind.PrivateOffice;
}
