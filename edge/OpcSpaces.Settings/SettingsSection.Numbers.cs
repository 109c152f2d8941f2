using System.Globalization;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>The part that reads numbers, pins and addresses.</summary>
public sealed partial class SettingsSection
{
    /// <summary>Stands for a pin or an address that is missing or has the wrong type.</summary>
    public const int Nowhere = -1;

    public int Number(string name, int fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        Fault(name, value, FixOfNumber(value, int.MaxValue));
        return fallback;
    }

    public long LongNumber(string name, long fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Fault(name, value, FixOfNumber(value, long.MaxValue));
        return fallback;
    }

    public int RequiredNumber(string name) => Required(name) ? Number(name, 0) : 0;

    /// <summary>Null when it is missing.</summary>
    public int? OptionalNumber(string name) => TryGet(name, out _) ? Number(name, 0) : null;

    /// <summary>A whole number, or a hexadecimal one in quotes, as <c>"0x40"</c>.</summary>
    public int Address(string name, int fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) && address >= 0) return address;
        Fault(name, value, "write a whole number without quotes, or a hexadecimal one in quotes, as \"0x40\"");
        return fallback;
    }

    /// <summary><see cref="Nowhere"/> where it is missing or has the wrong type, so that no rule compares it with other addresses.</summary>
    public int RequiredAddress(string name) => Required(name) ? Address(name, Nowhere) : Nowhere;

    /// <summary>Like <see cref="RequiredAddress"/>, for the number of a pin.</summary>
    public int RequiredPin(string name) => Required(name) ? Number(name, Nowhere) : Nowhere;

    /// <summary>Like <see cref="RequiredPin"/>, but null when it is missing.</summary>
    public int? OptionalPin(string name) => TryGet(name, out _) ? Number(name, Nowhere) : null;

    public double Real(string name, double fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        Fault(name, value, value.ValueKind == JsonValueKind.Number ? "write a number closer to 0" : "write a number without quotes");
        return fallback;
    }

    /// <summary>Not a number where it is missing or has the wrong type, so that no rule compares it with others.</summary>
    public double RequiredReal(string name) => Required(name) ? Real(name, double.NaN) : double.NaN;

    private static string FixOfNumber(JsonElement value, long largest) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) > largest
            ? "write a number closer to 0"
            : "write a whole number without quotes";
}
