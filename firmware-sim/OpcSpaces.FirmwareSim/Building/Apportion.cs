namespace OpcSpaces.FirmwareSim.Building;

/// <summary>Splits a number of things by weights so that the sum is exact (largest remainder method; the first wins a tie).</summary>
internal static class Apportion
{
    public static int[] ByWeights(int total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(weight => total * weight / sum).ToArray();
        var parts = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var byRemainder = Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i);
        foreach (var i in byRemainder.Take(total - parts.Sum()))
            parts[i]++;
        return parts;
    }

    public static int[] Evenly(int total, int parts) => ByWeights(total, [.. Enumerable.Repeat(1.0, parts)]);
}
