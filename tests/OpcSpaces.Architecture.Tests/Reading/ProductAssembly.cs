using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OpcSpaces.Architecture.Tests.Reading;

/// <summary>What the types of one compiled assembly of the product use: types and members, its own and others'.</summary>
internal sealed class ProductAssembly
{
    private readonly Dictionary<string, HashSet<string>> _types = [];
    private readonly Dictionary<string, HashSet<string>> _members = [];

    private ProductAssembly(string name, IReadOnlyList<string> references) => (Name, References) = (name, references);

    public string Name { get; }

    /// <summary>The assemblies that it uses.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The full name of each type with those of all types that it uses. Nested and generated types belong to the type around them.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> TypesUsed => _types;

    /// <summary>The full name of each type with the members of other assemblies that it uses, as <c>System.IO.File.ReadAllBytes</c>.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> MembersUsed => _members;

    /// <summary>All assemblies of the product that lie beside this test.</summary>
    public static IReadOnlyList<ProductAssembly> All { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "OpcSpaces.*.dll").Order()
            .Where(path => !Path.GetFileNameWithoutExtension(path).Contains(".Test", StringComparison.Ordinal))
            .Select(Read),
    ];

    public static ProductAssembly Of(string name) => All.Single(assembly => assembly.Name == name);

    private static ProductAssembly Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToList();
        var assembly = new ProductAssembly(metadata.GetString(metadata.GetAssemblyDefinition().Name), references);
        var uses = new TypeUses(file, metadata);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = uses.Names.NameOf(handle);
            if (!name.StartsWith("OpcSpaces.", StringComparison.Ordinal))
                continue; // what the compiler adds
            var (types, members) = (assembly._types.TryGetValue(name, out var known) ? known : assembly._types[name] = [], assembly._members.TryGetValue(name, out var knownMembers) ? knownMembers : assembly._members[name] = []);
            uses.Collect(handle, types, members);
            types.Remove(name);
        }
        return assembly;
    }
}
