namespace OpcSpaces.Files;

/// <summary>A file that a person named cannot be used. The message is one sentence with the file, what is wrong and what to do.</summary>
public sealed class NamedFileException(string path, string fault, string fix, Exception? inner = null)
    : IOException($"'{path}' {fault}: {fix}", inner)
{
    /// <summary>What is wrong, as the end of a sentence: <c>is a directory</c>.</summary>
    public string Fault { get; } = fault;

    /// <summary>What to do: <c>give a file</c>.</summary>
    public string Fix { get; } = fix;
}
