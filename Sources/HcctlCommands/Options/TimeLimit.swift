internal import ArgumentParser
internal import ClusterModel

/// A limit of time on the command line, in the grammar of `DurationText`; `0` and `0s` are no limit.
struct TimeLimit: ExpressibleByArgument, CustomStringConvertible {
    /// Nil is no limit.
    let limit: Duration?

    init(_ limit: Duration?) { self.limit = limit }

    init?(argument: String) {
        guard let seconds = argument == "0" ? 0 : DurationText.seconds(argument) else { return nil }
        limit = seconds == 0 ? nil : .seconds(seconds)
    }

    var description: String { limit.map { DurationText.text($0.components.seconds) } ?? "0" }
    var defaultValueDescription: String { description }
}
