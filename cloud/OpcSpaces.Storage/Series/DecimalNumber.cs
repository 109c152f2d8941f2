using System.Globalization;

namespace OpcSpaces.Storage.Series;

/// <summary>Turns floats into the decimal numbers that sensors mean.</summary>
internal static class DecimalNumber
{
    private const double Thousand = 1_000;
    private const double LargestScaled = 1e15; // below 2^53, so that every scaled number is exact

    /// <summary>The double nearest to the shortest decimal that reads back as <paramref name="value"/>; NaN and infinities stay.</summary>
    public static double Widen(float value)
    {
        var scaled = Math.Round(value * Thousand);
        // Division is correctly rounded, so this is the double that parsing the decimal would give.
        var candidate = scaled / Thousand;
        if ((float)candidate == value && Math.Abs(scaled) < 1e6)
            return candidate;
        if (!float.IsFinite(value))
            return value;
        Span<byte> digits = stackalloc byte[32];
        _ = value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(digits[..length], CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the value is a decimal of at most three places, and how many thousandths.</summary>
    public static bool TryScale(double value, out long thousandths)
    {
        var scaled = Math.Round(value * Thousand);
        thousandths = (long)scaled;
        return Math.Abs(scaled) < LargestScaled && scaled / Thousand == value;
    }
}
