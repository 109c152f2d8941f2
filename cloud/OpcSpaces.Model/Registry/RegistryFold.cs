using OpcSpaces.Model.Registry.Changes;

namespace OpcSpaces.Model.Registry;

/// <summary>
/// Rebuilds the registry from its entries in the journal, in their order. A version takes effect with its last part. A new database
/// (another epoch) starts from nothing.
/// </summary>
public sealed class RegistryFold
{
    private readonly List<RowChange> _open = [];
    private ulong _epoch;
    private int _parts;

    /// <summary>The rows at <see cref="Version"/>.</summary>
    public RegistryRows Rows { get; private set; } = new();

    /// <summary>The newest version that is complete; 0 for none.</summary>
    public long Version { get; private set; }

    /// <summary>Applies one entry; returns the change set when it has become complete, else null.</summary>
    /// <param name="epoch">The epoch of the entry, which is the id of its database.</param>
    /// <param name="payload">Its content (<see cref="ChangeSetJson"/>).</param>
    /// <exception cref="System.Text.Json.JsonException">It is not a part of a change set.</exception>
    /// <exception cref="InvalidOperationException">It does not follow the entry before it.</exception>
    public ChangeSet? Apply(ulong epoch, ReadOnlyMemory<byte> payload)
    {
        var part = ChangeSetJson.Read(payload);
        if (epoch != _epoch)
        {
            (_epoch, Version, _parts, Rows) = (epoch, 0, 0, new RegistryRows());
            _open.Clear();
        }

        if (part.Set.Version != Version + 1 || part.Part != _parts + 1)
            throw new InvalidOperationException($"Part {part.Part} of version {part.Set.Version} cannot follow part {_parts} after version {Version}.");
        _open.AddRange(part.Set.Changes);
        _parts = part.Part;
        if (part.Part < part.Parts) return null;
        foreach (var change in _open) Rows.Apply(change);
        var complete = part.Set with { Changes = [.. _open] };
        (Version, _parts) = (part.Set.Version, 0);
        _open.Clear();
        return complete;
    }
}
