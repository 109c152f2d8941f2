namespace OpcSpaces.Edge.Sensing.CardReaders;

/// <summary>A contactless card reader that is polled (MFRC522). Asked by one thread at a time.</summary>
public interface ICardReader
{
    /// <summary>
    /// Whether the reader answers. <paramref name="length"/> bytes of the card's number (4, 7 or 10, ISO/IEC 14443-3) are then in
    /// <paramref name="uid"/>, or none when no card is there. The number is a secret of its bearer: it must not leave Sensing.
    /// </summary>
    bool TryRead(Span<byte> uid, out int length);
}
