using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Usage;

/// <summary>
/// What a tenant sees of the desks and rooms that it leases: the dates of its leases, on which the place is used by its own people alone, and none before or after. However
/// few people it has: it is about itself.
/// </summary>
internal static class OwnPlaces
{
    /// <summary>Why the caller may not see a place on some dates; null when it may.</summary>
    /// <param name="page">The registry's rows of the community.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="target">The community.</param>
    /// <param name="zone">The zone of the place.</param>
    /// <param name="point">The place.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    public static ProblemHttpResult? Refusal(RegistryPage page, Caller caller, AccessTarget target, string zone, string point, DateOnly from, DateOnly to)
    {
        var own = OfCaller(page, caller, target, zone, point).OrderBy(lease => lease.From).ToList();
        if (own.Count == 0) return Problem.Forbidden();
        return CoversAll(own, from, to) ? null
            : Problem.NotYours($"You see {zone}/{point} on the dates of your lease: {string.Join(", ", own.Select(lease => string.Create(CultureInfo.InvariantCulture, $"{lease.From:yyyy-MM-dd} to {lease.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "today"}")))}. Give from and to within.");
    }

    /// <summary>The leases of the caller that rent a place, of any dates.</summary>
    public static IEnumerable<Lease> OfCaller(RegistryPage page, Caller caller, AccessTarget target, string zone, string point) =>
        LeasesOf(page, zone, point).Where(lease => caller.May(Right.ReadDeskUsage, target with { Tenant = lease.Tenant }));

    /// <summary>The leases that rent a place: of it, or of its whole zone.</summary>
    public static IEnumerable<Lease> LeasesOf(RegistryPage page, string zone, string point) =>
        page.Rows.Of<Lease>().Where(lease => lease.Community == page.Id && lease.Zone == zone && (lease.Kind == LeaseKind.Zone || lease.Places.Contains(point)));

    private static bool CoversAll(List<Lease> leases, DateOnly from, DateOnly to)
    {
        foreach (var lease in leases)
        {
            if (lease.From > from) return false;
            if (lease.To is not { } last || last >= to) return true;
            if (last >= from) from = last.AddDays(1);
        }

        return from > to;
    }
}
