internal import ClusterModel
internal import World

/// One exchange with a host, for `-v`.
enum ExchangeText {
    /// The host with its time, and below it each command.
    static func lines(_ exchange: TracedTransport.Exchange) -> [String] {
        let place: String
        switch exchange.place {
        case .local: place = "this machine"
        case .host(let host): place = host.text
        }
        let rest = exchange.unanswered > 0 ? ", \(exchange.unanswered) without an answer" : ""
        let head = "\(place): \(exchange.commands.count) commands in \(exchange.took.milliseconds) ms\(rest)"
        return [head] + exchange.commands.map { "  $ \($0)" }
    }
}
