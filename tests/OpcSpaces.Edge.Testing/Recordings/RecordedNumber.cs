using System.Globalization;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>A number in a recording.</summary>
internal static class RecordedNumber
{
    /// <summary>Reads a finite number; NaN for an empty field.</summary>
    public static bool TryRead(string text, out double value)
    {
        value = double.NaN;
        return text.Length == 0 || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }
}
