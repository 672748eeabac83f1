/// Queries to one host together with what their outcomes mean, and what is to be asked after them.
///
/// Probes compose: `with` puts the queries of two technologies into one batch and reads each from its own part of the
/// outcomes. So no caller slices a batch by hand, and the number of technologies adds no round trip: there is one for all
/// first questions of a host and one for all follow-ups.
package struct Probe<Facts: Sendable>: Sendable {
    /// What to ask, in order.
    package let queries: [Query]
    private let read: @Sendable ([Outcome]) -> Answer

    /// What the outcomes mean.
    package struct Answer: Sendable {
        package let facts: Facts
        /// Completes the facts, the first ones included; nil where they are whole.
        package let followUp: Probe<Facts>?
    }

    private init(queries: [Query], answer: @escaping @Sendable ([Outcome]) -> Answer) {
        self.queries = queries
        read = answer
    }

    /// `read` is given exactly one outcome for each query, in the order of the queries.
    package init(_ queries: [Query], read: @escaping @Sendable ([Outcome]) -> Facts) {
        self.init(queries: queries) { Answer(facts: read($0), followUp: nil) }
    }

    /// Asks nothing.
    package init(known facts: Facts) { self.init([]) { _ in facts } }

    /// A query without an outcome is taken as not run, because a missing outcome must not shift the others.
    package func answer(_ outcomes: [Outcome]) -> Answer {
        let missing = Outcome.notRun(.stagingFailed("no outcome was handed on"))
        return read(queries.indices.map { $0 < outcomes.count ? outcomes[$0] : missing })
    }

    /// Both in one batch, and their follow-ups in one batch.
    package func with<Others>(_ other: Probe<Others>) -> Probe<(Facts, Others)> {
        Probe<(Facts, Others)>(queries: queries + other.queries) { outcomes in
            let first = answer(Array(outcomes.prefix(queries.count)))
            let second = other.answer(Array(outcomes.dropFirst(queries.count)))
            let isWhole = first.followUp == nil && second.followUp == nil
            return Probe<(Facts, Others)>.Answer(
                facts: (first.facts, second.facts),
                followUp: isWhole
                    ? nil
                    : (first.followUp ?? Probe(known: first.facts)).with(
                        second.followUp ?? Probe<Others>(known: second.facts)))
        }
    }

    /// The same queries, other facts.
    package func map<Other>(_ transform: @escaping @Sendable (Facts) -> Other) -> Probe<Other> {
        Probe<Other>(queries: queries) { outcomes in
            let answer = answer(outcomes)
            return Probe<Other>.Answer(facts: transform(answer.facts), followUp: answer.followUp?.map(transform))
        }
    }

    /// Asks again where the first facts are not enough. Of a probe that has a follow-up already that one is kept.
    package func followed(by next: @escaping @Sendable (Facts) -> Probe<Facts>?) -> Probe<Facts> {
        Probe(queries: queries) { outcomes in
            let answer = answer(outcomes)
            return Answer(facts: answer.facts, followUp: answer.followUp ?? next(answer.facts))
        }
    }
}

extension ObservingTransport {
    /// Asks a host everything of the probe: one round trip, and a second one where the probe has a follow-up.
    package func ask<Facts>(_ probe: Probe<Facts>, at place: Place) async -> Facts {
        let first = probe.answer(await observe(probe.queries, at: place))
        guard let next = first.followUp else { return first.facts }
        return next.answer(await observe(next.queries, at: place)).facts
    }
}
