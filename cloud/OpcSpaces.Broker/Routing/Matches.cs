namespace OpcSpaces.Broker.Routing;

/// <summary>Who gets a message, each once. Allocates nothing while there is at most one.</summary>
internal struct Matches
{
    private Match _first;
    private List<Match>? _more;

    public int Count { get; private set; }

    public readonly Match this[int index] => index == 0 ? _first : _more![index - 1];

    /// <param name="subscription">A subscription that matches.</param>
    /// <param name="search">Number of this search, larger than those before.</param>
    public void Add(Subscription subscription, long search)
    {
        var subscriber = subscription.Subscriber;
        if (subscriber.FoundBy == search)
        {
            var known = this[subscriber.FoundAt];
            Set(subscriber.FoundAt, new Match(subscriber, Math.Max(known.Qos, subscription.Qos), known.RetainAsPublished || subscription.RetainAsPublished));
            return;
        }

        (subscriber.FoundBy, subscriber.FoundAt) = (search, Count);
        if (Count++ > 0)
            (_more ??= []).Add(default);
        Set(subscriber.FoundAt, new Match(subscriber, subscription.Qos, subscription.RetainAsPublished));
    }

    private void Set(int index, Match match)
    {
        if (index == 0)
            _first = match;
        else
            _more![index - 1] = match;
    }
}
