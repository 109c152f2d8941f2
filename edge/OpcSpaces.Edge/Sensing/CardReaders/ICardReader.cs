namespace OpcSpaces.Edge.Sensing.CardReaders;

/// <summary>A contactless card reader chip (MFRC522, PN532). Read by one thread at a time.</summary>
public interface ICardReader
{
    /// <summary>
    /// False when the reader does not answer. Otherwise <paramref name="uid"/> holds the number of the card in
    /// <paramref name="length"/> bytes (4, 7 or 10, ISO/IEC 14443-3); <paramref name="length"/> is 0 when no card is there. The number
    /// is personal data: it must not leave Sensing.
    /// </summary>
    bool TryRead(Span<byte> uid, out int length);
}
