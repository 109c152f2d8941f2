using System.Text;
using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker.Links;

/// <summary>The filters of one client's subscriptions, limited in number and in the memory that they take. Belongs to the task that reads.</summary>
internal sealed class HeldFilters(BrokerOptions options)
{
    // A level of the tree with its name, its dictionary and its list (measured: 370 bytes).
    private const int BytesOfLevel = 400;

    private readonly HashSet<string> _filters = [];
    private int _bytes;

    public IEnumerable<string> All => _filters;

    /// <summary>False when there is no room for one more. A filter that is held needs none.</summary>
    public bool TryAdd(string filter)
    {
        if (_filters.Contains(filter))
            return true;
        var bytes = BytesOf(filter);
        if (_filters.Count >= options.MaxFiltersPerClient || bytes > options.MaxFilterBytesPerClient - _bytes)
            return false;
        _filters.Add(filter);
        _bytes += bytes;
        return true;
    }

    /// <summary>False when there was no such filter.</summary>
    public bool Remove(string filter)
    {
        if (!_filters.Remove(filter))
            return false;
        _bytes -= BytesOf(filter);
        return true;
    }

    private static int BytesOf(string filter) => Encoding.UTF8.GetByteCount(filter) + (BytesOfLevel * (1 + filter.AsSpan().Count('/')));
}
