namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// A register whose value is known, which is read beside what a chip has measured. A bus whose lines are shorted, or that nobody drives,
/// acknowledges everything and reads as all 0 or all 1; without such a register that would be a measurement.
/// </summary>
internal static class KnownRegister
{
    /// <summary>Throws <see cref="IOException"/> when the register holds something else.</summary>
    /// <param name="name">The name in the data sheet.</param>
    /// <param name="read">What it holds.</param>
    /// <param name="known">What it holds in a chip that works.</param>
    public static void Check(string name, int read, int known)
    {
        if (read != known) throw new IOException($"Its register {name} reads as 0x{read:X2} and not as 0x{known:X2}: the bus is shorted or not driven, or the chip has lost its settings. It is set up again with the next read.");
    }
}
