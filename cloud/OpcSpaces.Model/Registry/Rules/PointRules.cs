using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Generations of points: from 1 without a gap, each later than the one before; a desk or a room that is measured exists.</summary>
internal static class PointRules
{
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var generations in rows.Of<Point>().GroupBy(point => (point.Community, point.Zone, point.Id)))
        {
            Point? last = null;
            foreach (var point in generations.OrderBy(point => point.Generation))
            {
                var at = faults.At(point);
                if (point.Generation != (last?.Generation ?? 0) + 1)
                    at.Fault("generation", last is null ? "the first generation is 1: add it, or correct this one" : $"the one before is {last.Generation}: use {last.Generation + 1}");
                if (last is not null && point.Since <= last.Since) at.Fault("since", $"it is not after generation {last.Generation}, {last.Since:yyyy-MM-dd'T'HH:mm:ss'Z'}: write a later time");
                if ((point.Reason == GenerationReason.Installed) != (point.Generation == 1))
                    at.Fault("reason", point.Generation == 1 ? "the first generation is installed" : "a later generation is swapped or moved");
                last = point;
            }

            if (last is not null && (last.Id.StartsWith("desk/", StringComparison.Ordinal) || last.Id.StartsWith("room/", StringComparison.Ordinal))
                && !PlaceRules.Exists(rows, last.Community, last.Zone, last.Id))
                faults.At(last).Fault("id", $"zone {last.Zone} has no such place: add it to {PlaceRules.TableOf(last.Id)}, or correct the id");
        }
    }
}
