namespace OpcSpaces.Notices.Messages;

/// <summary>What a notice says, in one language.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">A few lines of plain text, as robots and webhooks get them.</param>
public sealed record NoticeText(string Title, string Text)
{
    /// <summary>What e-mail says in place of <see cref="Text"/>, as plain text; null for the same.</summary>
    public string? LongText { get; init; }

    /// <summary>The same as a whole HTML page, for e-mail; null for plain text alone.</summary>
    public string? Html { get; init; }
}

/// <summary>What a notice says, in every language.</summary>
public sealed record NoticeTexts(NoticeText English, NoticeText Chinese)
{
    public NoticeText In(NoticeLanguage language) => language == NoticeLanguage.Chinese ? Chinese : English;
}

/// <summary>A file that goes with a notice; e-mail has it as an attachment, other channels leave it out.</summary>
/// <param name="Name">Its name, such as <c>report-2026-10.pdf</c>.</param>
/// <param name="MediaType">Such as <c>application/pdf</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record NoticeFile(string Name, string MediaType, byte[] Content);
