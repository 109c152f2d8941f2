namespace OpcSpaces.Testing;

/// <summary>The recordings of the repository that hold one fault of an estimator of presence each (described beside the files).</summary>
public static class RecordedFaultFiles
{
    public static string Folder { get; } = Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "recordings", "presence");

    /// <summary>The path of one of them, such as <c>7-one-pulse</c>.</summary>
    public static string FullPath(string name) => Path.Combine(Folder, $"{name}.csv");
}
