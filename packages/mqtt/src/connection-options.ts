export type MqttConnectionOptions = {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  /** Default true: the broker forgets this session when the connection ends. */
  readonly clean?: boolean;
  readonly will?: { readonly topic: string; readonly payload: string; readonly qos: 0 | 1; readonly retain?: boolean };
  /** Milliseconds for the first connection before `connectMqtt` rejects. Default 10 000. */
  readonly connectLimit?: number;
  readonly onError?: (error: Error) => void;
  /** Called at each change, the first time when connected. */
  readonly onConnected?: (connected: boolean) => void;
};
