using System.Globalization;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Leases: of places that exist, within the life of tenant and zone, no place twice at a time, and no more area than the zone has.</summary>
internal static class LeaseRules
{
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var lease in rows.Of<Lease>())
        {
            var at = faults.At(lease);
            Places(rows, at, lease);
            Life(rows, at, lease);
            Address(at, lease);
        }

        foreach (var leases in rows.Of<Lease>().GroupBy(lease => (lease.Community, lease.Zone)))
        {
            List<Lease> inOrder = [.. leases.OrderBy(lease => lease.From).ThenBy(lease => lease.Id, StringComparer.Ordinal)];
            Overlaps(faults, inOrder);
            if (AreaOf(rows, leases.Key.Community, leases.Key.Zone) is { } area) Areas(faults, inOrder, area);
        }
    }

    /// <summary>The area of a zone that leases are compared with: the contracted one, else the largest that is declared.</summary>
    private static ZoneArea? AreaOf(RegistryRows rows, string community, string zone)
    {
        List<ZoneArea> areas = [.. Enum.GetValues<AreaBasis>().Select(basis => rows.Find<ZoneArea>($"{community}/{zone}/{Schema.ColumnKind.Of(typeof(AreaBasis)).Format(basis)}")).OfType<ZoneArea>()];
        return areas.FirstOrDefault(area => area.Basis == AreaBasis.Contract) ?? areas.MaxBy(area => area.SquareMetres);
    }

    private static void Places(RegistryRows rows, RowCheck at, Lease lease)
    {
        var (fits, fix) = lease.Kind switch
        {
            LeaseKind.Zone => (lease.Places.Words.Count == 0, "a lease of a zone has no places: leave it empty, or write the kind desks or room"),
            LeaseKind.Room => (lease.Places.Words.Count == 1 && IsOf(lease.Places.Words[0], "room/"), "write the one room, such as room/1"),
            _ => (lease.Places.Words.Count > 0 && lease.Places.Words.All(place => IsOf(place, "desk/")), "write the desks, such as desk/12;desk/13"),
        };
        if (!fits) at.Fault("places", $"\"{lease.Places}\"", fix);
        foreach (var place in lease.Places.Words.Where(place => !PlaceRules.Exists(rows, lease.Community, lease.Zone, place)))
            at.Fault("places", $"\"{place}\"", $"zone {lease.Zone} has no such place: add it to {PlaceRules.TableOf(place)}, or correct the id");
    }

    private static bool IsOf(string place, string prefix) => place.StartsWith(prefix, StringComparison.Ordinal);

    private static void Life(RegistryRows rows, RowCheck at, Lease lease)
    {
        if (lease.To < lease.From) return;
        var days = new Days(lease.From, lease.To);
        if (rows.Find<Tenant>($"{lease.Community}/{lease.Tenant}") is { } tenant && !new Days(tenant.From, tenant.To).Contains(days))
            at.Fault(lease.From < tenant.From ? "from" : "to", $"\"{days}\"", $"the tenant is in the community {new Days(tenant.From, tenant.To)}: write dates within");
        if (rows.Find<Zone>($"{lease.Community}/{lease.Zone}") is { } zone && !new Days(zone.From ?? DateOnly.MinValue, zone.To).Contains(days))
            at.Fault(lease.From < zone.From ? "from" : "to", $"\"{days}\"", $"the zone is in use {(zone.From is null ? $"until {zone.To:yyyy-MM-dd}" : new Days(zone.From.Value, zone.To).ToString())}: write dates within");
    }

    private static void Address(RowCheck at, Lease lease)
    {
        if ((lease.AddressKind is null) != string.IsNullOrEmpty(lease.Address))
            at.Fault(lease.AddressKind is null ? "addressKind" : "address", "missing", "write both addressKind and address, or neither");
        if (lease is { AddressKind: Facts.AddressKind.DeskNumber, Kind: not LeaseKind.Desks }) at.Fault("addressKind", "only a lease of desks has the number of a desk as its address");
    }

    private static void Overlaps(RegistryFaults faults, List<Lease> inOrder)
    {
        var byPlace = new Dictionary<string, Lease>(StringComparer.Ordinal);
        Lease? whole = null, any = null;
        foreach (var lease in inOrder)
        {
            var at = faults.At(lease);
            if (whole is not null && Meets(whole, lease)) at.Fault("zone", $"lease {whole.Id} has the whole zone {Of(whole)}: move one of them");
            else if (lease.Kind == LeaseKind.Zone && any is not null && Meets(any, lease)) at.Fault("zone", $"lease {any.Id} has a part of the zone {Of(any)}: move one of them");
            if (lease.Kind == LeaseKind.Zone) whole = Later(whole, lease);
            any = Later(any, lease);
            foreach (var place in lease.Places.Words)
            {
                if (byPlace.TryGetValue(place, out var other) && Meets(other, lease)) at.Fault("places", $"\"{place}\"", $"lease {other.Id} has it {Of(other)}: move one of them, or correct the dates");
                byPlace[place] = Later(other, lease);
            }
        }

        static Days Of(Lease lease) => new(lease.From, lease.To);
        static bool Meets(Lease one, Lease two) => Of(one).Overlaps(Of(two));
        static Lease Later(Lease? one, Lease two) => one is null || Of(two).End > Of(one).End ? two : one;
    }

    // The sum grows only where a lease starts.
    private static void Areas(RegistryFaults faults, List<Lease> inOrder, ZoneArea area)
    {
        var open = new PriorityQueue<Lease, DateOnly>();
        var sum = 0m;
        foreach (var lease in inOrder)
        {
            while (open.TryPeek(out var ended, out var end) && end < lease.From)
            {
                open.Dequeue();
                sum -= ended.SquareMetres;
            }

            open.Enqueue(lease, new Days(lease.From, lease.To).End);
            sum += lease.SquareMetres;
            if (sum > area.SquareMetres)
                faults.At(lease).Fault(
                    "squareMetres", string.Create(CultureInfo.InvariantCulture, $"with it {sum:0.##} m² of the zone are leased on {lease.From:yyyy-MM-dd}, and the zone has {area.SquareMetres:0.##} m² (zone-areas, {Schema.ColumnKind.Of(typeof(AreaBasis)).Format(area.Basis)}): correct one of them"));
        }
    }
}
