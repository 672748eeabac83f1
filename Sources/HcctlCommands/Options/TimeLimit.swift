internal import ArgumentParser

/// A duration as people write it: `90s`, `5m`, `1h30m`; `0` is none.
struct TimeLimit: ExpressibleByArgument, CustomStringConvertible {
    /// Nil is for ever.
    let limit: Duration?

    init(_ limit: Duration?) { self.limit = limit }

    init?(argument: String) {
        guard argument != "0" else {
            limit = nil
            return
        }
        guard let seconds = Self.seconds(argument) else { return nil }
        limit = seconds == 0 ? nil : .seconds(seconds)
    }

    var description: String {
        guard let seconds = limit?.components.seconds else { return "0" }
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
    var defaultValueDescription: String { description }

    /// Hours, minutes, seconds in this order, each at most once.
    private static func seconds(_ text: String) -> Int? {
        guard let match = text.wholeMatch(of: /(?:([0-9]{1,5})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,5})s)?/), !text.isEmpty
        else { return nil }
        let parts = [match.1, match.2, match.3].map { $0.flatMap { Int($0) } ?? 0 }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }
}
